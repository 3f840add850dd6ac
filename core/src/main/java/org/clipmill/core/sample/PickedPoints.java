package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * The points picked so far, in tiles, and how far they are from one another. A pick is named by its
 * ordinal: the first is 0. Any number of threads may read while none adds.
 */
final class PickedPoints {
  /** Up to here one by one costs less than a tile. */
  static final int FEW = 8;

  /** Bytes that the table of distances may always have. */
  private static final long LEAST_TABLE_BYTES = 8L << 20;

  /** Which part of the points' own memory the table of distances may have beyond that. */
  private static final int TABLE_SHARE = 8;

  private final Points points;
  private final Metric metric;
  private final Metric.Distance distance;
  private final int[] members;
  private final List<PointTile> tiles = new ArrayList<>();
  private final List<float[]> table = new ArrayList<>();
  private final int tableSide;
  private final double factor;
  private final PointTile.Sums sums = new PointTile.Sums();
  private int count;

  PickedPoints(Points points, Metric metric, Metric.Distance distance, int most) {
    this.points = points;
    this.metric = metric;
    this.distance = distance;
    members = new int[most];
    long bytes = (long) Float.BYTES * points.dimension() * points.count() / TABLE_SHARE;
    double side = Math.sqrt(Math.max(LEAST_TABLE_BYTES, bytes) / (double) Float.BYTES);
    tableSide = (int) Math.min(most, side);
    factor = metric.doubling() * (1 + 4 * (points.dimension() + 8) * (double) Math.ulp(1f));
  }

  int count() {
    return count;
  }

  /** Gives the index of the point that was picked so. */
  int member(int ordinal) {
    return members[ordinal];
  }

  /** Gives the raw distance of a point to the nearest pick; infinite when there is none. */
  double nearest(int point, PointTile.Sums sums) {
    Nearest nearest = new Nearest();
    nearest.set(point, 0, Double.POSITIVE_INFINITY);
    for (int from = 0; from < count; from += PointTile.WIDTH) {
      compare(nearest, from, Math.min(count, from + PointTile.WIDTH), sums);
    }
    return nearest.distance();
  }

  /** Adds a pick. */
  void add(int point) {
    if (count < tableSide) {
      addToTable(point);
    }
    if (count % PointTile.WIDTH == 0) {
      tiles.add(metric.tile(points, distance));
    }
    tiles.get(count / PointTile.WIDTH).put(count % PointTile.WIDTH, point);
    members[count++] = point;
  }

  private void addToTable(int point) {
    float[] row = new float[tableSide];
    for (int from = 0; from < count; from += PointTile.WIDTH) {
      int width = Math.min(PointTile.WIDTH, count - from);
      tiles.get(from / PointTile.WIDTH).distances(point, 0, width, sums);
      for (int i = 0; i < width; i++) {
        row[from + i] = (float) sums.distances()[i];
        table.get(from + i)[count] = row[from + i];
      }
    }
    table.add(row);
  }

  /**
   * Compares a point with the picks from {@code from} to before {@code to}, all of one tile, and
   * remembers a nearer one.
   */
  void compare(Nearest point, int from, int to, PointTile.Sums sums) {
    if (to - from > FEW && needed(point, from, to) > FEW) {
      compareTile(point, from, to, sums);
      return;
    }
    for (int pick = from; pick < to; pick++) {
      consider(point, pick);
    }
    compareConsidered(point);
  }

  /** Puts a pick onto the list of those to compare a point with, unless it cannot be nearer. */
  void consider(Nearest point, int pick) {
    float limit = limit(point);
    if (limit == Float.POSITIVE_INFINITY
        || pick >= table.size()
        || table.get(point.ordinal)[pick] < limit) {
      point.ordinals[point.considered] = pick;
      point.members[point.considered++] = members[pick];
    }
  }

  /** Compares a point with the picks on its list, remembers a nearer one and clears the list. */
  void compareConsidered(Nearest point) {
    distance.rawBetween(point.index, point.members, point.considered, point.distances);
    for (int i = 0; i < point.considered; i++) {
      if (point.distances[i] < point.distance) {
        point.distance = point.distances[i];
        point.ordinal = point.ordinals[i];
      }
    }
    point.considered = 0;
  }

  private int needed(Nearest point, int from, int to) {
    float limit = limit(point);
    if (limit == Float.POSITIVE_INFINITY || to > table.size()) {
      return to - from;
    }
    float[] row = table.get(point.ordinal);
    int needed = 0;
    for (int pick = from; pick < to; pick++) {
      needed += row[pick] < limit ? 1 : 0;
    }
    return needed;
  }

  /** Gives how near to the nearest pick another one must be for the point to be nearer to it. */
  private float limit(Nearest point) {
    return point.ordinal < table.size()
        ? Math.nextUp((float) (factor * point.distance + metric.slack()))
        : Float.POSITIVE_INFINITY;
  }

  private void compareTile(Nearest point, int from, int to, PointTile.Sums sums) {
    int base = from - from % PointTile.WIDTH;
    tiles.get(from / PointTile.WIDTH).distances(point.index, from - base, to - base, sums);
    double[] distances = sums.distances();
    for (int i = from - base; i < to - base; i++) {
      if (distances[i] < point.distance) {
        point.distance = distances[i];
        point.ordinal = base + i;
      }
    }
  }

  /** A point and the nearest pick that is known of it. */
  static final class Nearest {
    private int index;
    private int ordinal;
    private double distance;
    private final int[] ordinals = new int[FEW];
    private final int[] members = new int[FEW];
    private final double[] distances = new double[FEW];
    private int considered;

    /** Names a point, the ordinal of a pick and the raw distance between them. */
    void set(int pointIndex, int nearestOrdinal, double nearestDistance) {
      index = pointIndex;
      ordinal = nearestOrdinal;
      distance = nearestDistance;
    }

    int ordinal() {
      return ordinal;
    }

    double distance() {
      return distance;
    }
  }
}
