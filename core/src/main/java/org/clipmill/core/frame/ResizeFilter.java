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
  },

  /**
   * A cubic that overshoots a little beside edges: weight falls to 0 at distance 1, below it, and
   * back to 0 at distance 2. Source: Keys, "Cubic convolution interpolation for digital image
   * processing", 1981, with a = -0.5, as Pillow takes it.
   */
  BICUBIC(2.0) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1.0) {
        return ((KEYS + 2.0) * x - (KEYS + 3.0)) * x * x + 1.0;
      }
      return x < 2.0 ? (((x - 5.0) * x + 8.0) * x - 4.0) * KEYS : 0.0;
    }
  };

  /** The slope of Keys' cubic at distance 1. */
  private static final double KEYS = -0.5;

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
