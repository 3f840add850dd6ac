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
    if (picks.length == 0 && points.count() > 0) {
      throw new IllegalArgumentException("Was no pick; expected at least one");
    }
    Metric.Distance distance = metric.over(points);
    double radius = 0.0;
    for (int point = 0; point < points.count(); point++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int pick : picks) {
        nearest = Math.min(nearest, distance.rawBetween(point, pick));
      }
      radius = Math.max(radius, nearest);
    }
    return metric.shown(radius);
  }
}
