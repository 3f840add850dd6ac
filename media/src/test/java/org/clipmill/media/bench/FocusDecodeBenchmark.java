package org.clipmill.media.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.clipmill.core.focus.BanditFocus;
import org.clipmill.core.focus.FocusResult;
import org.clipmill.core.focus.FocusSettings;
import org.clipmill.core.focus.FocusTask;
import org.clipmill.core.focus.ReferenceFocus;
import org.clipmill.core.focus.Relevance;
import org.clipmill.core.random.NumpyRandom;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.media.VideoFrames;

/**
 * What it costs to decode the frames that FOCUS asks for, beside decoding the whole video. {@code
 * benchmarks/run-focus-decode} starts it.
 *
 * <p>Relevance is made up: one to four events of 3 to 15 seconds, as in the simulation of {@code
 * docs/focus.md}; asked frames are decoded and converted to colour as for a model, then thrown
 * away. The whole video is decoded without conversion. CPU time of the one thread that does all,
 * opening of the file included.
 */
public final class FocusDecodeBenchmark {
  private static final int KEYFRAMES = 64;

  private FocusDecodeBenchmark() {}

  /** Runs {@code ROUNDS VIDEO...}. */
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
      measure(Path.of(name), rounds);
    }
  }

  private static void measure(Path video, int rounds) {
    whole(video); // so that both find the file in memory and the code compiled
    double whole = Double.POSITIVE_INFINITY;
    List<Cost> bandit = new ArrayList<>();
    List<Cost> reference = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      whole = Math.min(whole, whole(video));
      bandit.add(picked(video, BanditFocus::pick, round));
      reference.add(picked(video, ReferenceFocus::pick, round));
    }
    System.out.printf("%s: whole %.2f s of CPU%n", video.getFileName(), whole);
    print("bandit", bandit, whole);
    print("reference", reference, whole);
  }

  private static void print(String name, List<Cost> costs, double whole) {
    double mean = costs.stream().mapToDouble(Cost::seconds).average().orElseThrow();
    double most = costs.stream().mapToDouble(Cost::seconds).max().orElseThrow();
    System.out.printf(
        "  %-10s %.2f s, %.1f %% (most %.1f %%); %d of %d frames scored, %.0f decoded%n",
        name,
        mean,
        100 * mean / whole,
        100 * most / whole,
        costs.get(0).scored(),
        costs.get(0).frames(),
        costs.stream().mapToLong(Cost::decoded).average().orElseThrow());
  }

  private record Cost(double seconds, int scored, long decoded, int frames) {}

  private interface Way {
    FocusResult pick(
        FocusTask task, FocusSettings settings, Relevance relevance, NumpyRandom random);
  }

  private static Cost picked(Path file, Way way, int round) {
    double start = cpuSeconds();
    try (VideoFrames video = VideoFrames.open(file)) {
      FocusTask task =
          FocusTask.withUsualGap(video.count(), video.frameRate().framesPerSecond(), KEYFRAMES);
      Decoding relevance = new Decoding(video, new SplittableRandom(round));
      FocusResult result = way.pick(task, FocusSettings.usual(), relevance, new NumpyRandom(round));
      return new Cost(
          cpuSeconds() - start, result.scoredFrames(), video.decodedFrames(), video.count());
    }
  }

  /** Decodes what is asked for, and makes its relevance up. */
  private static final class Decoding implements Relevance {
    private final VideoFrames video;
    private final double[][] events;

    Decoding(VideoFrames video, SplittableRandom random) {
      this.video = video;
      double seconds = video.timeMicros(video.count() - 1) / 1e6;
      events = new double[1 + random.nextInt(4)][];
      for (int i = 0; i < events.length; i++) {
        events[i] =
            new double[] {
              seconds * random.nextDouble(),
              3 + 12 * random.nextDouble(),
              0.5 + 0.5 * random.nextDouble()
            };
      }
    }

    @Override
    public double[] scores(int[] frames) {
      long[] bytes = {0};
      video.read(frames, (number, picture) -> bytes[0] += picture.bytes().length);
      return Arrays.stream(frames).mapToDouble(this::relevance).toArray();
    }

    private double relevance(int frame) {
      double sum = 0.08;
      for (double[] event : events) {
        double distance = (video.timeMicros(frame) / 1e6 - event[0]) / event[1];
        sum += event[2] * Math.exp(-0.5 * distance * distance);
      }
      return Math.min(1, sum);
    }

    @Override
    public OptionalInt cheapFrame(int wished, int first, int last) {
      return video.keyFrame(wished, first, last);
    }
  }

  private static double whole(Path file) {
    double start = cpuSeconds();
    try (FfmpegFrameSource video = FfmpegFrameSource.open(file)) {
      long frames = 0;
      while (video.next()) {
        frames++;
      }
      if (frames == 0) {
        throw new IllegalStateException("Was no frame in " + file);
      }
    }
    return cpuSeconds() - start;
  }

  private static double cpuSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadCpuTime() / 1e9;
  }
}
