package org.clipmill.core.sample;

import java.util.List;
import java.util.Objects;
import org.clipmill.core.random.PythonRandom;

/**
 * Farthest-point sampling, exact: after a random first point, always the point that is farthest
 * from all picked ones. The picks cover the points with at most twice the smallest possible radius.
 *
 * <p>Exact, yet far from all distances are looked at; memory is that of the points, 32 bytes a
 * point, and the picks once (twice for other metrics than {@link Metric#L2}). Source: Gonzalez,
 * "Clustering to minimize the maximum intercluster distance", Theoretical Computer Science 38,
 * 1985; first point, order and ties as in EVFR's {@code FarthestPointSampler}.
 */
public final class FarthestPoint {
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
    return pick(points, metric, count, seed, 1);
  }

  /**
   * Picks as {@link #pick(Points, Metric, int, long)} does, on several threads.
   *
   * @param threads at least 1; the picks do not depend on it
   * @throws IllegalArgumentException if the count is negative or there is no thread
   */
  public static List<Pick> pick(Points points, Metric metric, int count, long seed, int threads) {
    if (points.count() == 0) {
      requireCount(count);
      return List.of();
    }
    int first = new PythonRandom(seed).nextBelow(points.count());
    return pickFrom(first, points, metric, count, threads);
  }

  /**
   * Picks as {@link #pick(Points, Metric, int, long, int)} does, from a given point on.
   *
   * @param first index of the first pick
   * @throws IndexOutOfBoundsException if it is no index of a point
   * @throws IllegalArgumentException if the count is negative or there is no thread
   */
  public static List<Pick> pickFrom(
      int first, Points points, Metric metric, int count, int threads) {
    requireCount(count);
    Objects.checkIndex(first, points.count());
    int picks = Math.min(count, points.count());
    if (picks == 0) {
      return List.of();
    }
    try (Crew crew = new Crew(threads)) {
      return new FarthestSearch(points, metric, picks, crew).from(first);
    }
  }

  private static void requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Was count " + count + "; allowed: 0 or more");
    }
  }
}
