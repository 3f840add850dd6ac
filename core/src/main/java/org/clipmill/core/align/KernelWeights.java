package org.clipmill.core.align;

/**
 * Fourier coefficients of the von Mises bump that a temporal match kernel puts around every frame:
 * {@code a_0 = (I_0(b) - e^-b) / (2 sinh b)} and {@code a_j = I_j(b) / sinh b}, b = 32. Source:
 * Poullot et al., "Temporal matching kernel with explicit feature maps", ACM Multimedia 2015.
 */
final class KernelWeights {
  private static final double SHARPNESS = 32.0;

  /** The original keeps coefficients from vanishing, so that they can be divided out again. */
  private static final float LEAST = 1e-7f;

  /** From here on every coefficient is below {@link #LEAST} by more than twenty powers of ten. */
  private static final int NEGLIGIBLE = 100;

  /** How far above the last order the downward recurrence starts. */
  private static final int MARGIN = 100;

  private KernelWeights() {}

  /** Gives the first coefficients, rounded to float32 as the original holds them. */
  static double[] first(int count) {
    double[] bessel = scaledBessel(Math.min(count, NEGLIGIBLE));
    double decay = Math.exp(-2 * SHARPNESS);
    double sinh = (1 - decay) / 2;
    double[] weights = new double[count];
    for (int j = 0; j < count; j++) {
      double weight = j < bessel.length ? bessel[j] / sinh : 0.0;
      weights[j] = Math.max(LEAST, (float) weight);
    }
    if (count > 0) {
      weights[0] = (float) ((bessel[0] - decay) / (2 * sinh));
    }
    return weights;
  }

  /**
   * Gives {@code e^-b I_j(b)} by Miller's downward recurrence, normalised by {@code e^b = I_0 + 2
   * (I_1 + I_2 + ...)}.
   */
  private static double[] scaledBessel(int count) {
    double[] bessel = new double[count];
    double above = 0.0;
    double here = Double.MIN_NORMAL;
    double sum = 0.0;
    for (int j = NEGLIGIBLE + MARGIN; j >= 0; j--) {
      if (j < count) {
        bessel[j] = here;
      }
      sum += j == 0 ? here : 2 * here;
      double below = above + 2 * j / SHARPNESS * here;
      above = here;
      here = below;
    }
    for (int j = 0; j < count; j++) {
      bessel[j] /= sum;
    }
    return bessel;
  }
}
