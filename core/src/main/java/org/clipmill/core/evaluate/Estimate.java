package org.clipmill.core.evaluate;

/**
 * A measured number and how far chance may have moved it.
 *
 * @param value as measured
 * @param low lower end of the 95 % interval
 * @param high upper end of the 95 % interval
 */
public record Estimate(double value, double low, double high) {
  /** The normal distribution holds 95 % within so many standard deviations. */
  private static final double DEVIATIONS = 1.959963984540054;

  /**
   * Estimates a share by Wilson's interval, which is sound for few cases and for none or all right.
   *
   * @param right how many of the cases
   * @param cases at least 1
   * @throws IllegalArgumentException if there is no case, or more are right than there are
   */
  public static Estimate ofShare(long right, long cases) {
    if (cases < 1 || right < 0 || right > cases) {
      throw new IllegalArgumentException(
          "Was " + right + " of " + cases + "; allowed: 0 to all of 1 or more");
    }
    double share = (double) right / cases;
    double square = DEVIATIONS * DEVIATIONS;
    double middle = share + square / (2 * cases);
    double reach =
        DEVIATIONS * Math.sqrt(share * (1 - share) / cases + square / (4.0 * cases * cases));
    double scale = 1 + square / cases;
    return new Estimate(
        share, Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
  }
}
