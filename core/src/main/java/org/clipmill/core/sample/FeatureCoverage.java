package org.clipmill.core.sample;

/**
 * How richly the set shows every feature: the sum, over the features, of the square root of how
 * much of the feature its members have together. The first member with a feature counts most. A
 * feature is a coordinate above zero or, apart from it, below zero; each is measured as its share
 * of what all points have. 0 for the empty set, 1 for the set of all points.
 *
 * <p>Costs one step a coordinate and item, whatever the number of points. Source: Wei, Iyer and
 * Bilmes, "Fast multi-stage submodular maximization", ICML 2014 (feature-based functions).
 */
public final class FeatureCoverage implements SetFunction {
  private final Points points;
  private final double[] totals;
  private final double[] shares;
  private final double scale;

  /** Prepares an empty set. */
  public FeatureCoverage(Points points) {
    this.points = points;
    totals = new double[2 * points.dimension()];
    shares = new double[totals.length];
    float[] values = points.values();
    for (int i = 0; i < values.length; i++) {
      totals[feature(i % points.dimension(), values[i])] += Math.abs((double) values[i]);
    }
    int present = 0;
    for (double total : totals) {
      present += total > 0 ? 1 : 0;
    }
    scale = present > 0 ? 1.0 / present : 0.0;
  }

  @Override
  public int count() {
    return points.count();
  }

  @Override
  public double gain(int item) {
    float[] values = points.values();
    int row = item * points.dimension();
    double gain = 0.0;
    for (int axis = 0; axis < points.dimension(); axis++) {
      float value = values[row + axis];
      if (value != 0) {
        int feature = feature(axis, value);
        double share = Math.abs((double) value) / totals[feature];
        gain += Math.sqrt(shares[feature] + share) - Math.sqrt(shares[feature]);
      }
    }
    return gain * scale;
  }

  @Override
  public void add(int item) {
    float[] values = points.values();
    int row = item * points.dimension();
    for (int axis = 0; axis < points.dimension(); axis++) {
      float value = values[row + axis];
      if (value != 0) {
        int feature = feature(axis, value);
        shares[feature] += Math.abs((double) value) / totals[feature];
      }
    }
  }

  private static int feature(int axis, float value) {
    return 2 * axis + (value < 0 ? 1 : 0);
  }
}
