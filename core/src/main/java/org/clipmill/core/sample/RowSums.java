package org.clipmill.core.sample;

/**
 * Sums over two rows of a flat array, added one by one from the first coordinate on. The tiles add
 * in the same order, so that both give the same bits; this order is also FAISS's without vector
 * instructions (Debian's 1.7.3).
 */
final class RowSums {
  private RowSums() {}

  /** Gives the sum of (a - b)^2, in float32. */
  static float ofSquares(float[] values, int a, int b, int length) {
    float sum = 0f;
    for (int i = 0; i < length; i++) {
      float d = values[a + i] - values[b + i];
      sum += d * d;
    }
    return sum;
  }

  /** Gives the sum of |a - b|. */
  static double ofLengths(float[] values, int a, int b, int length) {
    double sum = 0.0;
    for (int i = 0; i < length; i++) {
      sum += Math.abs((double) values[a + i] - values[b + i]);
    }
    return sum;
  }

  /** Gives the sum of |a - b|^3. */
  static double ofCubes(float[] values, int a, int b, int length) {
    double sum = 0.0;
    for (int i = 0; i < length; i++) {
      double d = Math.abs((double) values[a + i] - values[b + i]);
      sum += d * d * d;
    }
    return sum;
  }

  /** Gives the sum of a * b. */
  static double ofProducts(float[] values, int a, int b, int length) {
    double sum = 0.0;
    for (int i = 0; i < length; i++) {
      sum += (double) values[a + i] * values[b + i];
    }
    return sum;
  }
}
