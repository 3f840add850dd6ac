package org.clipmill.core.sample;

/** One minus the cosine of the angle between two of a fixed set of points. */
final class CosineDistance implements Metric.Distance {
  /** What 1 - cos of a vector with itself may differ from 0 by: rounding, over long vectors. */
  static final double ROUNDING = 1e-12;

  private final float[] values;
  private final int length;
  private final double[] norms;

  CosineDistance(Points points) {
    values = points.values();
    length = points.dimension();
    norms = new double[points.count()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(RowSums.ofProducts(values, i * length, i * length, length));
    }
  }

  @Override
  public double rawBetween(int a, int b) {
    return ofProduct(RowSums.ofProducts(values, a * length, b * length, length), a, b);
  }

  /** Gives the distance of two points from the sum of the products of their coordinates. */
  double ofProduct(double product, int a, int b) {
    double norm = norms[a] * norms[b];
    if (norm == 0.0) {
      return norms[a] == norms[b] ? 0.0 : 1.0;
    }
    double distance = 1.0 - product / norm;
    return distance < ROUNDING ? 0.0 : distance;
  }
}
