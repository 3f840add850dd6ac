package org.clipmill.core.sample;

/**
 * Sums over two rows of a flat array. Each runs in four interleaved lanes, so that one addition
 * need not wait for the one before; the order of additions is fixed, hence the result too.
 */
final class RowSums {
  private RowSums() {}

  /** Gives the sum of (a - b)^2. */
  static double ofSquares(float[] values, int a, int b, int length) {
    double lane0 = 0.0;
    double lane1 = 0.0;
    double lane2 = 0.0;
    double lane3 = 0.0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      double d0 = (double) values[a + i] - values[b + i];
      double d1 = (double) values[a + i + 1] - values[b + i + 1];
      double d2 = (double) values[a + i + 2] - values[b + i + 2];
      double d3 = (double) values[a + i + 3] - values[b + i + 3];
      lane0 += d0 * d0;
      lane1 += d1 * d1;
      lane2 += d2 * d2;
      lane3 += d3 * d3;
    }
    for (; i < length; i++) {
      double d = (double) values[a + i] - values[b + i];
      lane0 += d * d;
    }
    return lane0 + lane1 + (lane2 + lane3);
  }

  /** Gives the sum of |a - b|. */
  static double ofLengths(float[] values, int a, int b, int length) {
    double lane0 = 0.0;
    double lane1 = 0.0;
    double lane2 = 0.0;
    double lane3 = 0.0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      lane0 += Math.abs((double) values[a + i] - values[b + i]);
      lane1 += Math.abs((double) values[a + i + 1] - values[b + i + 1]);
      lane2 += Math.abs((double) values[a + i + 2] - values[b + i + 2]);
      lane3 += Math.abs((double) values[a + i + 3] - values[b + i + 3]);
    }
    for (; i < length; i++) {
      lane0 += Math.abs((double) values[a + i] - values[b + i]);
    }
    return lane0 + lane1 + (lane2 + lane3);
  }

  /** Gives the sum of |a - b|^3. */
  static double ofCubes(float[] values, int a, int b, int length) {
    double lane0 = 0.0;
    double lane1 = 0.0;
    double lane2 = 0.0;
    double lane3 = 0.0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      double d0 = Math.abs((double) values[a + i] - values[b + i]);
      double d1 = Math.abs((double) values[a + i + 1] - values[b + i + 1]);
      double d2 = Math.abs((double) values[a + i + 2] - values[b + i + 2]);
      double d3 = Math.abs((double) values[a + i + 3] - values[b + i + 3]);
      lane0 += d0 * d0 * d0;
      lane1 += d1 * d1 * d1;
      lane2 += d2 * d2 * d2;
      lane3 += d3 * d3 * d3;
    }
    for (; i < length; i++) {
      double d = Math.abs((double) values[a + i] - values[b + i]);
      lane0 += d * d * d;
    }
    return lane0 + lane1 + (lane2 + lane3);
  }

  /** Gives the sum of a * b. */
  static double ofProducts(float[] values, int a, int b, int length) {
    double lane0 = 0.0;
    double lane1 = 0.0;
    double lane2 = 0.0;
    double lane3 = 0.0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      lane0 += (double) values[a + i] * values[b + i];
      lane1 += (double) values[a + i + 1] * values[b + i + 1];
      lane2 += (double) values[a + i + 2] * values[b + i + 2];
      lane3 += (double) values[a + i + 3] * values[b + i + 3];
    }
    for (; i < length; i++) {
      lane0 += (double) values[a + i] * values[b + i];
    }
    return lane0 + lane1 + (lane2 + lane3);
  }
}
