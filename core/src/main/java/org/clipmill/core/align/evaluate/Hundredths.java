package org.clipmill.core.align.evaluate;

/**
 * The hundredths of seconds in a span, as NumPy's {@code around(arange(from, to, 0.01), 2)} lists
 * them: this is how LAMV decides whether spans meet.
 *
 * @param first the lowest
 * @param last the highest; less than first for an empty span
 */
record Hundredths(long first, long last) {
  private static final double STEP = 0.01;

  static Hundredths between(double from, double to) {
    double count = Math.ceil((to - from) / STEP);
    if (count <= 0) {
      return new Hundredths(0, -1);
    }
    double step = from + STEP - from;
    return new Hundredths(
        (long) Math.rint(from * 100), (long) Math.rint((from + (count - 1) * step) * 100));
  }

  boolean meet(Hundredths other) {
    return Math.max(first, other.first) <= Math.min(last, other.last);
  }
}
