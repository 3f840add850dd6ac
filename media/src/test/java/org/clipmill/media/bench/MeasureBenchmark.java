package org.clipmill.media.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.ClipMeasurer;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.frame.FiltrainTransform;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.media.FfmpegFrameSource;

/**
 * Measures videos without latents, or only does the two pieces of native work in it, and says how
 * long each round took. {@code benchmarks/run-measure} starts it.
 */
public final class MeasureBenchmark {
  private MeasureBenchmark() {}

  /**
   * Runs {@code sample FOLDER VIDEO...}, {@code ours ROUNDS VIDEO...} or {@code bare ROUNDS FOLDER
   * VIDEO...}. The first writes which frames are sampled, and their grey pictures, for the others.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "ours" -> ours(Integer.parseInt(rest.get(0)), paths(rest.subList(1, rest.size())));
      case "bare" ->
          bare(
              Integer.parseInt(rest.get(0)),
              Path.of(rest.get(1)),
              paths(rest.subList(2, rest.size())));
      case "sample" -> sample(Path.of(rest.get(0)), paths(rest.subList(1, rest.size())));
      default -> throw new IllegalArgumentException("Was " + arguments[0]);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }

  private static void ours(int rounds, List<Path> videos) {
    List<ClipFeatures> features = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      features.clear();
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      for (Path video : videos) {
        features.add(measure(video));
      }
      printRound(round, start, startCpu);
    }
    for (int i = 0; i < videos.size(); i++) {
      ClipFeatures clip = features.get(i);
      System.out.printf(
          "clip\t%s\t%d\t%.4f\t%.5f%n",
          videos.get(i).getFileName(), clip.frames(), clip.meanRgbDiff(), clip.meanVelocity());
    }
  }

  private static ClipFeatures measure(Path video) {
    try (FarnebackFlow flow = new FarnebackFlow();
        FrameSource source = FfmpegFrameSource.open(video)) {
      return ClipMeasurer.corrected(flow)
          .measure(source, new ClipClock(ClipClock.DEFAULT_PERIOD_MICROS));
    }
  }

  private static void bare(int rounds, Path folder, List<Path> videos) throws IOException {
    List<FloatBuffer> pictures = new ArrayList<>();
    for (Path video : videos) {
      pictures.add(mapGreys(beside(folder, video, ".grey")));
    }
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      for (int i = 0; i < videos.size(); i++) {
        BareWork.decode(videos.get(i));
        BareWork.flow(pictures.get(i), FiltrainTransform.SIDE);
      }
      printRound(round, start, startCpu);
    }
  }

  private static void printRound(int round, long start, long startCpu) {
    System.out.printf(
        "round\t%d\t%.4f\t%.4f%n",
        round, (System.nanoTime() - start) / 1e9, (cpuNanos() - startCpu) / 1e9);
  }

  /** The time of all threads, those of the JIT and the collector included. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static Path beside(Path folder, Path video, String ending) {
    return folder.resolve(video.getFileName() + ending);
  }

  private static void sample(Path folder, List<Path> videos) throws IOException {
    FiltrainTransform transform = new FiltrainTransform();
    for (Path video : videos) {
      ClipClock clock = new ClipClock(ClipClock.DEFAULT_PERIOD_MICROS);
      StringBuilder indices = new StringBuilder();
      try (FrameSource source = FfmpegFrameSource.open(video);
          OutputStream greys =
              new BufferedOutputStream(Files.newOutputStream(beside(folder, video, ".grey")))) {
        while (source.next()) {
          if (clock.chooses(source.index(), source.timeMicros())) {
            indices.append(source.index()).append('\n');
            greys.write(bytes(GreyFrame.ofTrueWeights(transform.apply(source.readRgb()))));
          }
        }
      }
      Files.writeString(beside(folder, video, ".frames"), indices);
    }
  }

  private static byte[] bytes(GreyFrame frame) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * frame.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(frame.values());
    return bytes.array();
  }

  /** Maps the pictures, so that reading them costs the bare work next to nothing. */
  private static FloatBuffer mapGreys(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
    }
  }
}
