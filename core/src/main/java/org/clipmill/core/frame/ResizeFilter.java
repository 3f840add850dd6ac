package org.clipmill.core.frame;

/** How much a source pixel counts, by its distance from the middle of a target pixel. */
public enum ResizeFilter {
  /** A triangle: weight falls in a straight line to 0 at distance 1. */
  BILINEAR(1.0) {
    @Override
    double weight(double distance) {
      double magnitude = Math.abs(distance);
      return magnitude < 1.0 ? 1.0 - magnitude : 0.0;
    }
  };

  private final double support;

  ResizeFilter(double support) {
    this.support = support;
  }

  /** Gives the distance from which on the weight is 0, in pixels of the coarser picture. */
  double support() {
    return support;
  }

  abstract double weight(double distance);
}
