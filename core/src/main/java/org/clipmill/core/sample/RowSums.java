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

  /**
   * Gives four sums of (a - b)^2 at once: each waits for itself, so that four take hardly longer
   * than one.
   *
   * @param rows numbers of the rows b, of which four count from {@code from} on
   * @param into receives the sums from {@code from} on
   */
  static void ofSquares(float[] values, int a, int[] rows, int length, double[] into, int from) {
    int b0 = rows[from] * length;
    int b1 = rows[from + 1] * length;
    int b2 = rows[from + 2] * length;
    int b3 = rows[from + 3] * length;
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int i = 0; i < length; i++) {
      float value = values[a + i];
      float d0 = value - values[b0 + i];
      float d1 = value - values[b1 + i];
      float d2 = value - values[b2 + i];
      float d3 = value - values[b3 + i];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    into[from] = sum0;
    into[from + 1] = sum1;
    into[from + 2] = sum2;
    into[from + 3] = sum3;
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
