package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.random.PythonRandom;

/**
 * Farthest-point sampling, exact: after a random first point, always the point that is farthest
 * from all picked ones. The picks cover the points with at most twice the smallest possible radius.
 *
 * <p>Costs {@code count * points * dimension} steps and one double per point. Source: Gonzalez,
 * "Clustering to minimize the maximum intercluster distance", Theoretical Computer Science 38,
 * 1985; first point, order and ties as in EVFR's {@code FarthestPointSampler}.
 */
public final class FarthestPoint {
  private static final double TAKEN = Double.NEGATIVE_INFINITY;

  private FarthestPoint() {}

  /**
   * One picked point.
   *
   * @param index which point
   * @param distance how far it was from the nearest of the points picked before it, in the unit of
   *     the metric; positive infinity for the first pick, which has none before it
   */
  public record Pick(int index, double distance) {}

  /**
   * Picks points that lie far from one another.
   *
   * <p>The first is {@code random.Random(seed).randrange(n)} of CPython. Of several that are
   * equally far the one with the lowest index is taken. No index is picked twice: copies of picked
   * points come last, at distance 0, by index. (EVFR repeats an index there.)
   *
   * @param count how many; with as many as there are points, or more, all points are picked
   * @return the picks in order; their distances never grow
   * @throws IllegalArgumentException if the count is negative
   */
  public static List<Pick> pick(Points points, Metric metric, int count, long seed) {
    if (count < 0) {
      throw new IllegalArgumentException("Was count " + count + "; allowed: 0 or more");
    }
    int picks = Math.min(count, points.count());
    return picks == 0
        ? List.of()
        : pickFrom(new PythonRandom(seed).nextBelow(points.count()), points, metric, picks);
  }

  private static List<Pick> pickFrom(int first, Points points, Metric metric, int count) {
    Metric.Distance distance = metric.over(points);
    double[] nearest = new double[points.count()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    List<Pick> picks = new ArrayList<>(count);
    for (int at = first; ; at = farthestAfter(at, distance, nearest)) {
      picks.add(new Pick(at, nearest[at]));
      nearest[at] = TAKEN;
      if (picks.size() == count) {
        return List.copyOf(picks);
      }
    }
  }

  /** Takes the last pick into the running minimum and gives the index of the greatest one. */
  private static int farthestAfter(int last, Metric.Distance distance, double[] nearest) {
    int farthest = last;
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] == TAKEN) {
        continue;
      }
      nearest[i] = Math.min(nearest[i], distance.between(i, last));
      if (nearest[i] > nearest[farthest]) {
        farthest = i;
      }
    }
    return farthest;
  }
}
