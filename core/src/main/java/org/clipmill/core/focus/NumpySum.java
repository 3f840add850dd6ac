package org.clipmill.core.focus;

/**
 * The sum of doubles in the order in which NumPy adds them, to the last bit: one after the other
 * below 8, in eight running sums up to 128, and beyond that the two halves on their own.
 */
final class NumpySum {
  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private NumpySum() {}

  /** Gives the sum; 0 of none. */
  static double of(double[] values) {
    return of(values, 0, values.length);
  }

  private static double of(double[] values, int from, int count) {
    if (count > BLOCK) {
      int half = count / 2 / LANES * LANES;
      return of(values, from, half) + of(values, from + half, count - half);
    }
    double sum = 0;
    int rest = 0;
    if (count >= LANES) {
      rest = count / LANES * LANES;
      double[] lanes = new double[LANES];
      for (int i = 0; i < rest; i++) {
        lanes[i % LANES] += values[from + i];
      }
      sum =
          ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
              + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
    for (int i = rest; i < count; i++) {
      sum += values[from + i];
    }
    return sum;
  }
}
