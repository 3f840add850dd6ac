package org.clipmill.core.align.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignmentScore;
import org.clipmill.core.align.FrameFeatures;
import org.clipmill.core.align.HarmonicSums;
import org.clipmill.core.align.Offsets;
import org.clipmill.core.align.ScoreMatrix;
import org.clipmill.core.align.TemporalMatchKernel;
import org.clipmill.core.npy.NpyArray;

/**
 * Scores every video of one file against every one of another and says how long each round took.
 * {@code benchmarks/run-align} starts it.
 */
public final class AlignBenchmark {
  private AlignBenchmark() {}

  /** Runs {@code ROUNDS OFFSETS FIRSTS.npy SECONDS.npy}; the files hold {@code [n][frames][d]}. */
  public static void main(String[] arguments) throws IOException {
    TemporalMatchKernel kernel = TemporalMatchKernel.lamv(16, AlignMode.CORRECTED);
    Offsets offsets = Offsets.within(Integer.parseInt(arguments[1]) / 2);
    List<HarmonicSums> firsts = described(kernel, Path.of(arguments[2]));
    List<HarmonicSums> seconds = described(kernel, Path.of(arguments[3]));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<List<AlignmentScore>> best = List.of();
    for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      best = new ScoreMatrix(kernel, offsets).best(firsts, seconds);
      System.out.printf(
          "round\tours\t%d\t%.4f\t%.4f%n",
          firsts.size() * seconds.size(),
          (System.nanoTime() - wall) / 1e9,
          (system.getProcessCpuTime() - cpu) / 1e9);
    }
    double sum = 0;
    for (List<AlignmentScore> row : best) {
      sum += row.stream().mapToDouble(AlignmentScore::score).sum();
    }
    System.out.printf("sum\tours\t%.6f%n", sum / firsts.size() / seconds.size());
  }

  private static List<HarmonicSums> described(TemporalMatchKernel kernel, Path file)
      throws IOException {
    NpyArray array = NpyArray.read(file);
    int dimension = array.shape().get(2);
    int size = array.shape().get(1) * dimension;
    List<HarmonicSums> videos = new ArrayList<>();
    for (int i = 0; i < array.shape().get(0); i++) {
      videos.add(
          kernel.describe(
              FrameFeatures.evenly(
                  dimension, Arrays.copyOfRange(array.floats(), i * size, (i + 1) * size))));
    }
    return videos;
  }
}
