package org.clipmill.core.random;

import java.math.BigInteger;

/**
 * NumPy's bit generator {@code PCG64}: a linear congruential generator of 128 bits whose output is
 * folded and rotated (XSL-RR).
 *
 * <p>Source: O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms
 * for Random Number Generation", HMC-CS-2014-0905, section 6.3.
 */
final class Pcg64 {
  private static final long FACTOR_HIGH = 0x2360ed051fc65da4L;
  private static final long FACTOR_LOW = 0x4385df649fccf645L;

  private final long stepHigh;
  private final long stepLow;
  private long high;
  private long low;

  /** The upper half of the last word, when only its lower half has been given away. */
  private int kept;

  private boolean hasKept;

  /** Starts as {@code PCG64(seed)} does. */
  Pcg64(BigInteger seed) {
    long[] words = new SeedSequence(seed).longs(4);
    stepHigh = (words[2] << 1) | (words[3] >>> (Long.SIZE - 1));
    stepLow = (words[3] << 1) | 1;
    step();
    add(words[0], words[1]);
    step();
  }

  private void step() {
    long product = low * FACTOR_LOW;
    long carry = unsignedMultiplyHigh(low, FACTOR_LOW);
    high = high * FACTOR_LOW + low * FACTOR_HIGH + carry;
    low = product;
    add(stepHigh, stepLow);
  }

  private void add(long addedHigh, long addedLow) {
    low += addedLow;
    high += addedHigh + (Long.compareUnsigned(low, addedLow) < 0 ? 1 : 0);
  }

  /** Gives 64 random bits. */
  long nextLong() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  /** Gives 32 random bits: the lower half of a word, the next time its upper half. */
  int nextInt() {
    if (hasKept) {
      hasKept = false;
      return kept;
    }
    long word = nextLong();
    hasKept = true;
    kept = (int) (word >>> Integer.SIZE);
    return (int) word;
  }

  /** Gives the upper 64 bits of the product of two numbers without sign. */
  static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> (Long.SIZE - 1)) & b) + ((b >> (Long.SIZE - 1)) & a);
  }
}
