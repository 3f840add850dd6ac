package org.clipmill.core.align;

/**
 * The products of two videos' harmonic sums that make up their score curve, one pair a frequency:
 * {@code even = s.s' + c.c'} and {@code odd = s.c' - c.s'}, with s and c the sums by sine and by
 * cosine, and the dash for the second video.
 */
final class PairProducts {
  private PairProducts() {}

  /** Fills even and odd, one number a frequency. */
  static void of(float[] first, float[] second, int dimension, double[] even, double[] odd) {
    for (int k = 0; k < even.length; k++) {
      int sine = 2 * k * dimension;
      int cosine = sine + dimension;
      even[k] =
          product(first, sine, second, sine, dimension)
              + product(first, cosine, second, cosine, dimension);
      odd[k] =
          product(first, sine, second, cosine, dimension)
              - product(first, cosine, second, sine, dimension);
    }
  }

  /** Gives the inner product of two runs, in four lanes of a fixed order. */
  static double product(float[] a, int aFrom, float[] b, int bFrom, int length) {
    double lane0 = 0.0;
    double lane1 = 0.0;
    double lane2 = 0.0;
    double lane3 = 0.0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      lane0 += (double) a[aFrom + i] * b[bFrom + i];
      lane1 += (double) a[aFrom + i + 1] * b[bFrom + i + 1];
      lane2 += (double) a[aFrom + i + 2] * b[bFrom + i + 2];
      lane3 += (double) a[aFrom + i + 3] * b[bFrom + i + 3];
    }
    for (; i < length; i++) {
      lane0 += (double) a[aFrom + i] * b[bFrom + i];
    }
    return lane0 + lane1 + (lane2 + lane3);
  }
}
