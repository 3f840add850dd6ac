package org.clipmill.core.npy;

/** IEEE 754's float16: a sign, five bits of exponent, ten of fraction. */
final class HalfFloat {
  private static final int FRACTION_BITS = 10;
  private static final int HIDDEN_BIT = 1 << FRACTION_BITS;
  private static final int EXPONENT_MASK = 0x1f;

  /** The power of two of the last bit of the fraction where the exponent is 1. */
  private static final int LEAST_POWER = -24;

  private HalfFloat() {}

  /** Gives the number that the bits mean; float32 holds every one of them. */
  static float value(short bits) {
    int exponent = bits >>> FRACTION_BITS & EXPONENT_MASK;
    int fraction = bits & (HIDDEN_BIT - 1);
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, LEAST_POWER);
          case EXPONENT_MASK -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (HIDDEN_BIT + fraction), LEAST_POWER + exponent - 1);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
