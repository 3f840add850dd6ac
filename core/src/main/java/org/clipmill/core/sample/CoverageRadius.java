package org.clipmill.core.sample;

/** How well a few picked points stand for all. */
public final class CoverageRadius {
  private CoverageRadius() {}

  /**
   * Gives the greatest distance of any point to the picked point nearest to it, in the unit of the
   * metric; 0 when there are no points.
   *
   * @param picks indices of the picked points
   * @throws IllegalArgumentException if there are points and none is picked
   * @throws IndexOutOfBoundsException if a pick is no index of a point
   */
  public static double of(Points points, Metric metric, int[] picks) {
    return of(points, metric, picks, 1);
  }

  /**
   * Gives what {@link #of(Points, Metric, int[])} gives, on several threads.
   *
   * @throws IllegalArgumentException also if there is no thread
   */
  public static double of(Points points, Metric metric, int[] picks, int threads) {
    if (picks.length == 0 && points.count() > 0) {
      throw new IllegalArgumentException("Was no pick; expected at least one");
    }
    if (points.count() == 0) {
      return 0.0;
    }
    try (Crew crew = new Crew(threads)) {
      return new FarthestSearch(points, metric, picks.length, crew).radius(picks);
    }
  }
}
