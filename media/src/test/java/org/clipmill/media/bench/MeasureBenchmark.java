package org.clipmill.media.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
   * Runs {@code ours ROUNDS VIDEO...}, {@code bare ROUNDS GREYS VIDEO...} or {@code greys GREYS
   * VIDEO...}; the last writes the grey frames that {@code bare} reads.
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
      case "greys" -> writeGreys(Path.of(rest.get(0)), paths(rest.subList(1, rest.size())));
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
      for (Path video : videos) {
        features.add(measure(video));
      }
      printRound(round, start);
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

  private static void bare(int rounds, Path greys, List<Path> videos) throws IOException {
    List<float[][]> pictures = new ArrayList<>();
    for (Path video : videos) {
      pictures.add(readGreys(greysOf(greys, video)));
    }
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < videos.size(); i++) {
        BareWork.decode(videos.get(i));
        BareWork.flow(pictures.get(i), FiltrainTransform.SIDE);
      }
      printRound(round, start);
    }
  }

  private static void printRound(int round, long start) {
    System.out.printf("round\t%d\t%.4f%n", round, (System.nanoTime() - start) / 1e9);
  }

  private static Path greysOf(Path folder, Path video) {
    return folder.resolve(video.getFileName() + ".grey");
  }

  private static void writeGreys(Path folder, List<Path> videos) throws IOException {
    FiltrainTransform transform = new FiltrainTransform();
    for (Path video : videos) {
      ClipClock clock = new ClipClock(ClipClock.DEFAULT_PERIOD_MICROS);
      try (FrameSource source = FfmpegFrameSource.open(video);
          FileChannel file =
              FileChannel.open(
                  greysOf(folder, video), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        while (source.next()) {
          if (clock.chooses(source.index(), source.timeMicros())) {
            file.write(bytes(GreyFrame.ofTrueWeights(transform.apply(source.readRgb()))));
          }
        }
      }
    }
  }

  private static ByteBuffer bytes(GreyFrame frame) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * frame.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(frame.values());
    return bytes;
  }

  private static float[][] readGreys(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int pixels = FiltrainTransform.SIDE * FiltrainTransform.SIDE;
    float[][] pictures = new float[bytes.capacity() / Float.BYTES / pixels][pixels];
    for (float[] picture : pictures) {
      bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(picture);
      bytes.position(bytes.position() + Float.BYTES * pixels);
    }
    return pictures;
  }
}
