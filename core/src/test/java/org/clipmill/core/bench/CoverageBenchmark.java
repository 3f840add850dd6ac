package org.clipmill.core.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.CoverageRadius;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;

/** Measures how much worse a core-set covers than the exact picks, however the points are dealt. */
public final class CoverageBenchmark {
  private static final int THREADS = 2;

  private final Points points;
  private final Metric metric;
  private final int count;

  private CoverageBenchmark(Points points, Metric metric, int count) {
    this.points = points;
    this.metric = metric;
    this.count = count;
  }

  /** Who says which point goes into which bucket. */
  private enum Dealer {
    /** The hash of the id, as always. */
    HASH,
    /** An adversary that has read the hash: each bucket is a region of its own. */
    REGIONS,
    /** The same adversary: each bucket is a shell around the first point. */
    SHELLS
  }

  /**
   * Runs {@code POINTS.npy METRIC COUNT SEEDS}: prints a row of a Markdown table for each dealer,
   * number of buckets and oversampling: the greatest ratio of the radius to the exact one over the
   * seeds, as lengths (the root of squared distances, and of one minus the cosine), and the mean.
   */
  public static void main(String[] arguments) throws IOException {
    NpyArray array = NpyArray.read(Path.of(arguments[0]));
    CoverageBenchmark benchmark =
        new CoverageBenchmark(
            new Points(array.shape().get(1), array.floats()),
            Metric.valueOf(arguments[1].toUpperCase(Locale.ROOT)),
            Integer.parseInt(arguments[2]));
    benchmark.run(Integer.parseInt(arguments[3]));
  }

  private void run(int seeds) {
    double[] exact = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      exact[seed] = radius(FarthestPoint.pick(points, metric, count, seed, THREADS));
    }
    System.out.printf(
        Locale.ROOT,
        "%d of %d, %s; exact radius %.4f to %.4f%n",
        count,
        points.count(),
        metric,
        Arrays.stream(exact).min().orElse(0),
        Arrays.stream(exact).max().orElse(0));
    for (Dealer dealer : Dealer.values()) {
      for (int buckets : new int[] {4, 16}) {
        int[] places = places(dealer, buckets);
        for (double oversampling : new double[] {1, 2, 4, 8}) {
          print(dealer, places, buckets, oversampling, exact);
        }
      }
    }
  }

  private void print(
      Dealer dealer, int[] places, int buckets, double oversampling, double[] exact) {
    double worst = 0.0;
    double sum = 0.0;
    for (int seed = 0; seed < exact.length; seed++) {
      CoreSet.Settings settings = new CoreSet.Settings(buckets, oversampling, seed);
      List<String> ids =
          IntStream.range(0, places.length).mapToObj(i -> id(i, places[i], settings)).toList();
      double ratio =
          radius(CoreSet.pick(ids, points, metric, count, settings, THREADS)) / exact[seed];
      worst = Math.max(worst, ratio);
      sum += ratio;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.3f | %.3f |%n",
        dealer.name().toLowerCase(Locale.ROOT),
        buckets,
        oversampling,
        worst,
        sum / exact.length);
  }

  /** Gives the bucket of each point; negative where the hash shall decide. */
  private int[] places(Dealer dealer, int buckets) {
    int[] places = new int[points.count()];
    Arrays.fill(places, -1);
    if (dealer == Dealer.HASH) {
      return places;
    }
    int centres = dealer == Dealer.REGIONS ? buckets : 1;
    List<Pick> picks = FarthestPoint.pick(points, metric, centres, 0, THREADS);
    double[] nearest = new double[places.length];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int region = 0; region < picks.size(); region++) {
      for (int i = 0; i < places.length; i++) {
        double distance = distance(i, picks.get(region).index());
        if (distance < nearest[i]) {
          nearest[i] = distance;
          places[i] = region;
        }
      }
    }
    if (dealer == Dealer.SHELLS) {
      List<Integer> order =
          IntStream.range(0, places.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> nearest[i]))
              .toList();
      for (int rank = 0; rank < places.length; rank++) {
        places[order.get(rank)] = (int) ((long) rank * buckets / places.length);
      }
    }
    return places;
  }

  private double distance(int a, int b) {
    return CoverageRadius.of(points.rows(new int[] {a, b}), metric, new int[] {1});
  }

  /** Gives an id that goes into the bucket. */
  private static String id(int point, int bucket, CoreSet.Settings settings) {
    String id = "point" + point;
    for (int attempt = 0; bucket >= 0 && settings.bucket(id) != bucket; attempt++) {
      id = "point" + point + "." + attempt;
    }
    return id;
  }

  private double radius(List<Pick> picks) {
    int[] indices = picks.stream().mapToInt(Pick::index).toArray();
    double radius = CoverageRadius.of(points, metric, indices, THREADS);
    return metric == Metric.L2 || metric == Metric.COSINE ? Math.sqrt(radius) : radius;
  }
}
