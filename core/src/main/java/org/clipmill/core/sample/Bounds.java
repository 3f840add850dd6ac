package org.clipmill.core.sample;

import java.util.Arrays;
import org.clipmill.core.sample.PickedPoints.Nearest;

/**
 * How far every point is at most from its nearest pick: the raw distance to the nearest of those
 * picks that it was compared with. Two threads may work on different points.
 */
final class Bounds {
  private static final double TAKEN = -1.0;

  private final PickedPoints picked;
  private final Successors successors;
  private final double[] values;
  private final int[] nearest;

  /** A point was compared with the picks before this one, ... */
  private final int[] oldEnd;

  /** ... and with those from here ... */
  private final int[] newStart;

  /** ... to before this one. */
  private final int[] newEnd;

  Bounds(int points, PickedPoints picked, Successors successors) {
    this.picked = picked;
    this.successors = successors;
    values = new double[points];
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    nearest = new int[points];
    oldEnd = new int[points];
    newStart = new int[points];
    newEnd = new int[points];
  }

  /** Gives the bound of a point; negative when it is taken. */
  double of(int point) {
    return values[point];
  }

  /** Says whether one point may be picked before another: a greater bound, then a lower index. */
  boolean precedes(int a, int b) {
    return values[a] > values[b] || (values[a] == values[b] && a < b);
  }

  void take(int point) {
    values[point] = TAKEN;
  }

  boolean isTaken(int point) {
    return values[point] < 0;
  }

  /**
   * Compares a point with the picks that it has missed, the newest first, until its bound is below
   * {@code enough} or none is left. The newest are the likeliest to be near: they were picked where
   * the bounds were like its own.
   */
  void refresh(int point, double enough, Nearest workspace, PointTile.Sums sums) {
    workspace.set(point, nearest[point], values[point]);
    if (newEnd[point] < picked.count() && trySuccessors(workspace, enough)) {
      values[point] = workspace.distance();
      nearest[point] = workspace.ordinal();
      return;
    }
    int end = picked.count();
    int reached = scan(newEnd[point], end, enough, workspace, sums);
    if (reached > newEnd[point]) {
      newStart[point] = reached;
    } else {
      newStart[point] = scan(oldEnd[point], newStart[point], enough, workspace, sums);
    }
    newEnd[point] = end;
    if (newStart[point] <= oldEnd[point]) {
      fresh(point, end);
    }
    values[point] = workspace.distance();
    nearest[point] = workspace.ordinal();
  }

  private boolean trySuccessors(Nearest point, double enough) {
    int former = point.ordinal();
    for (int i = 0; i < successors.tried() && successors.of(former, i) >= 0; i++) {
      picked.consider(point, successors.of(former, i));
    }
    picked.compareConsidered(point);
    return point.distance() < enough;
  }

  /** Goes from {@code to} down to {@code from}; gives how far it came. */
  private int scan(int from, int to, double enough, Nearest point, PointTile.Sums sums) {
    int reached = to;
    while (reached > from && point.distance() >= enough) {
      int tile = (reached - 1) / PointTile.WIDTH * PointTile.WIDTH;
      int start = Math.max(from, tile);
      picked.compare(point, start, reached, sums);
      reached = start;
    }
    return reached;
  }

  /** Notes that a point was compared with all picks before this one. */
  void fresh(int point, int end) {
    oldEnd[point] = end;
    newStart[point] = end;
    newEnd[point] = end;
  }

  /** Gives the ordinal of the nearest pick that is known of a point. */
  int nearest(int point) {
    return nearest[point];
  }

  /** Notes the distance of a point to a pick. */
  void offer(int point, int ordinal, double distance) {
    if (distance < values[point]) {
      values[point] = distance;
      nearest[point] = ordinal;
    }
  }
}
