package org.clipmill.core.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;

/** Times farthest-point sampling; {@code benchmarks/run-fps} starts it. */
public final class FarthestPointBenchmark {
  private FarthestPointBenchmark() {}

  /**
   * Runs {@code POINTS.npy METRIC COUNT SEED THREADS ROUNDS PICKS}: prints the seconds of every
   * round and writes the picks of the last one, one index a line.
   */
  public static void main(String[] arguments) throws IOException {
    NpyArray array = NpyArray.read(Path.of(arguments[0]));
    Points points = new Points(array.shape().get(1), array.floats());
    Metric metric = Metric.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    int count = Integer.parseInt(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    int threads = Integer.parseInt(arguments[4]);
    List<Pick> picks = List.of();
    for (int round = 1; round <= Integer.parseInt(arguments[5]); round++) {
      long start = System.nanoTime();
      long startCpu = cpuNanos();
      picks = FarthestPoint.pick(points, metric, count, seed, threads);
      System.out.printf(
          "round\t%d\t%.4f\t%.4f\t%s%n",
          round,
          (System.nanoTime() - start) / 1e9,
          (cpuNanos() - startCpu) / 1e9,
          picks.get(picks.size() - 1).distance());
    }
    StringBuilder lines = new StringBuilder();
    picks.forEach(pick -> lines.append(pick.index()).append('\n'));
    Files.writeString(Path.of(arguments[6]), lines, StandardCharsets.US_ASCII);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
