package org.clipmill.core.mif;

/**
 * Turns the raw outputs of a classifier into probabilities, to the last bit as PyTorch does for
 * float32 on processors with AVX2: its exponential, its order of summing, and a multiplication by
 * the reciprocal of the sum.
 *
 * <p>Source: the behaviour of PyTorch 1.13 on the CPU; its exponential is that of Shibata and
 * Petrogalli, "SLEEF: A Portable Vectorized Library of C Standard Mathematical Functions", IEEE
 * TPDS 31(6), 2020, in the version that errs by at most one unit of the last place.
 */
public final class Softmax {
  /** Numbers that are summed side by side. */
  private static final int LANES = 8;

  private static final float LOG2_E = 1.442695f;

  /** The natural logarithm of 2, in two parts. */
  private static final float LN2_HIGH = 0.69314575f;

  private static final float LN2_LOW = 1.4286068e-6f;

  /** Coefficients of the exponential near 0, from the sixth power to the second. */
  private static final float[] COEFFICIENTS = {
    0.00019852762f, 0.0013930436f, 0.008333361f, 0.041666485f, 0.16666667f, 0.5f
  };

  /** Below this the exponential is 0. */
  private static final float LEAST_EXPONENT = -104;

  private Softmax() {}

  /**
   * Gives one probability per logit; they sum to 1 within rounding.
   *
   * <p>Very sure ones become equal, because float32 has no numbers between. A NaN or a positive
   * infinity among the logits makes all of them NaN.
   *
   * @param logits at least one
   * @throws IllegalArgumentException if there is none
   */
  public static float[] of(float[] logits) {
    if (logits.length == 0) {
      throw new IllegalArgumentException("Was no logit; expected at least one");
    }
    float greatest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    float[] powers = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      powers[i] = exponential(logits[i] - greatest);
    }
    float reciprocal = 1 / sum(powers);
    for (int i = 0; i < logits.length; i++) {
      powers[i] *= reciprocal;
    }
    return powers;
  }

  /** Gives e to a power that is not positive. */
  private static float exponential(float power) {
    if (power < LEAST_EXPONENT) {
      return 0;
    }
    float twos = (float) Math.rint(power * LOG2_E);
    float rest = Math.fma(twos, -LN2_LOW, Math.fma(twos, -LN2_HIGH, power));
    float series = COEFFICIENTS[0];
    for (int i = 1; i < COEFFICIENTS.length; i++) {
      series = Math.fma(series, rest, COEFFICIENTS[i]);
    }
    series = 1 + Math.fma(rest * rest, series, rest);
    return Math.scalb(series, (int) twos);
  }

  private static float sum(float[] values) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < values.length; i++) {
      lanes[i % LANES] += values[i];
    }
    if (values.length < LANES) {
      float sum = lanes[0];
      for (int i = 1; i < values.length; i++) {
        sum += lanes[i];
      }
      return sum;
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }
}
