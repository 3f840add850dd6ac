package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How near all points are to the nearest member of the set: the sum, over all points, of how much
 * nearer it is than a place farther away than any point, as a share of the way there. 0 for the
 * empty set, 1 if every point had a member right beside it.
 *
 * <p>Where farthest-point sampling looks at the point that is worst off, this looks at all: its
 * members sit where points are many. Source: Krause and Gomes, "Budgeted nonparametric learning
 * from data streams", ICML 2010 (exemplars with a phantom one); Wei, Iyer and Bilmes,
 * "Submodularity in data subset selection and active learning", ICML 2015.
 */
public final class FacilityLocation implements SetFunction {
  private final Points points;
  private final Metric metric;
  private final List<PointTile> tiles = new ArrayList<>();
  private final int[] witnesses;
  private final double[] nearest;
  private final double scale;

  /**
   * Prepares an empty set.
   *
   * @param points at least one
   * @param witnesses the points whose nearness counts, without repeats: all, or, where they are too
   *     many, some drawn by chance, which estimate the value without bias
   * @throws IllegalArgumentException if there is no witness
   */
  public FacilityLocation(Points points, Metric metric, int[] witnesses) {
    if (witnesses.length == 0) {
      throw new IllegalArgumentException("Was no witness; expected at least one");
    }
    this.points = points;
    this.metric = metric;
    this.witnesses = witnesses.clone();
    Metric.Distance distance = metric.over(points);
    double farthest = 0.0;
    for (int i = 0; i < witnesses.length; i++) {
      if (i % PointTile.WIDTH == 0) {
        tiles.add(metric.tile(points, distance));
      }
      tiles.get(tiles.size() - 1).put(i % PointTile.WIDTH, witnesses[i]);
    }
    for (int i = 0; i < points.count(); i++) {
      farthest = Math.max(farthest, distance.rawBetween(i, witnesses[0]));
    }
    double phantom = metric.shown(farthest * metric.doubling());
    nearest = new double[witnesses.length];
    Arrays.fill(nearest, phantom);
    scale = phantom > 0 ? 1 / (phantom * witnesses.length) : 0.0;
  }

  @Override
  public int count() {
    return points.count();
  }

  @Override
  public double gain(int item) {
    PointTile.Sums sums = new PointTile.Sums();
    double gain = 0.0;
    for (int from = 0; from < witnesses.length; from += PointTile.WIDTH) {
      int width = Math.min(PointTile.WIDTH, witnesses.length - from);
      tiles.get(from / PointTile.WIDTH).distances(item, 0, width, sums);
      double[] distances = sums.distances();
      for (int i = 0; i < width; i++) {
        gain += Math.max(0.0, nearest[from + i] - metric.shown(distances[i]));
      }
    }
    return gain * scale;
  }

  @Override
  public void add(int item) {
    PointTile.Sums sums = new PointTile.Sums();
    for (int from = 0; from < witnesses.length; from += PointTile.WIDTH) {
      int width = Math.min(PointTile.WIDTH, witnesses.length - from);
      tiles.get(from / PointTile.WIDTH).distances(item, 0, width, sums);
      for (int i = 0; i < width; i++) {
        nearest[from + i] = Math.min(nearest[from + i], metric.shown(sums.distances()[i]));
      }
    }
  }
}
