package org.clipmill.core.align;

/** How a temporal match kernel balances the sums of a video before it compares them. */
public enum Normalisation {
  /** Not at all: long and bright videos score more. */
  NONE,
  /** Every sum, of one frequency, by its length over the dimensions. */
  FEATURE,
  /** Every dimension by its length over the frequencies of a period (Poullot). */
  FREQUENCY,
  /** First {@link #FEATURE}, then {@link #FREQUENCY}: LAMV's default. */
  FEATURE_THEN_FREQUENCY,
  /** All sums of a period by their common length: scores lie between -1 and 1. */
  MATRIX;

  /** What the original adds below and beside each square root. */
  private static final double TINY = 1e-8;

  /** The dimension that the original always divides by: that of its ResNet-34. */
  private static final int ORIGINAL_DIMENSION = 512;

  /**
   * Balances the sums of one video.
   *
   * @param weights coefficients of the kernel, one per harmonic; the sums hold their roots
   * @param periods how many times the harmonics repeat
   */
  float[] balanced(HarmonicSums video, double[] weights, int periods) {
    float[] values = video.values().clone();
    int dimension = video.dimension();
    if (this == FEATURE || this == FEATURE_THEN_FREQUENCY) {
      balanceSums(values, weights, dimension);
    }
    int period = 2 * weights.length * dimension;
    for (int p = 0; p < periods; p++) {
      if (this == FREQUENCY || this == FEATURE_THEN_FREQUENCY) {
        balanceDimensions(values, p * period, weights.length, dimension);
      } else if (this == MATRIX) {
        balanceWhole(values, p * period, period);
      }
    }
    return values;
  }

  /** Gives the factor of the score of every period. */
  double factor(AlignMode mode, int harmonics, int dimension) {
    return switch (this) {
      case NONE, MATRIX -> 1.0;
      case FREQUENCY -> 1.0 / harmonics;
      case FEATURE, FEATURE_THEN_FREQUENCY ->
          1.0 / (mode == AlignMode.REFERENCE ? ORIGINAL_DIMENSION : dimension);
    };
  }

  private static void balanceSums(float[] values, double[] weights, int dimension) {
    for (int row = 0; row * dimension < values.length; row++) {
      double square =
          PairProducts.product(values, row * dimension, values, row * dimension, dimension);
      double plain = square / weights[row / 2 % weights.length];
      divide(values, row * dimension, dimension, Math.sqrt(plain + TINY) + TINY);
    }
  }

  private static void balanceDimensions(float[] values, int from, int harmonics, int dimension) {
    double[] squares = new double[dimension];
    for (int row = 0; row < 2 * harmonics; row++) {
      for (int d = 0; d < dimension; d++) {
        double value = values[from + row * dimension + d];
        squares[d] += value * value;
      }
    }
    for (int d = 0; d < dimension; d++) {
      squares[d] = Math.sqrt(squares[d] / harmonics + TINY) + TINY;
    }
    for (int row = 0; row < 2 * harmonics; row++) {
      for (int d = 0; d < dimension; d++) {
        values[from + row * dimension + d] /= (float) squares[d];
      }
    }
  }

  /** A period of zeros stays zero; the original makes NaN of it. */
  private static void balanceWhole(float[] values, int from, int length) {
    double norm = Math.sqrt(PairProducts.product(values, from, values, from, length));
    if (norm > 0) {
      divide(values, from, length, norm);
    }
  }

  private static void divide(float[] values, int from, int length, double divisor) {
    for (int i = from; i < from + length; i++) {
      values[i] = (float) (values[i] / divisor);
    }
  }
}
