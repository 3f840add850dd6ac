package org.clipmill.core.random;

import java.util.BitSet;

/**
 * CPython's {@code random.Random}, draw for draw: the Mersenne twister MT19937 seeded by array.
 *
 * <p>Not for two threads at once. The draws follow the documented behaviour of CPython 3.11.
 */
public final class PythonRandom {
  private static final double TWO_TO_26 = 67_108_864.0;
  private static final double TWO_TO_53 = 9_007_199_254_740_992.0;

  /** Below this size of set CPython's sample shuffles a list instead of remembering its draws. */
  private static final int SAMPLE_SET_SIZE = 21;

  private final MersenneTwister twister;

  /**
   * Starts as {@code random.Random(seed)} does.
   *
   * @param seed any number; like CPython, the sign is dropped
   */
  public PythonRandom(long seed) {
    long magnitude = Math.abs(seed); // the lowest long stays 2^63 when read without sign
    int high = (int) (magnitude >>> 32);
    int[] key = high == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, high};
    twister = MersenneTwister.ofKey(key);
  }

  /**
   * Gives a number of so many random bits, as {@code getrandbits} does.
   *
   * @param bits 0 to 63; 0 draws nothing and gives 0
   * @throws IllegalArgumentException if there are less or more bits
   */
  public long nextBits(int bits) {
    if (bits < 0 || bits > 63) {
      throw new IllegalArgumentException("Was " + bits + " bits; allowed: 0 to 63");
    }
    if (bits == 0) {
      return 0;
    }
    if (bits <= Integer.SIZE) {
      return Integer.toUnsignedLong(twister.nextWord()) >>> (Integer.SIZE - bits);
    }
    long low = Integer.toUnsignedLong(twister.nextWord());
    long high = Integer.toUnsignedLong(twister.nextWord()) >>> (2 * Integer.SIZE - bits);
    return high << Integer.SIZE | low;
  }

  /**
   * Gives a number from 0 to {@code bound - 1}, each as likely, as {@code randrange(bound)} does.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextBelow(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("Was bound " + bound + "; allowed: 1 or more");
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(bound);
    long drawn = nextBits(bits);
    while (drawn >= bound) {
      drawn = nextBits(bits);
    }
    return (int) drawn;
  }

  /** Gives a number in [0, 1) with 53 random bits, as {@code random()} does. */
  public double nextUnit() {
    long high = nextBits(27);
    long low = nextBits(26);
    return (high * TWO_TO_26 + low) / TWO_TO_53;
  }

  /** Brings the values into random order, as {@code shuffle} does. */
  public void shuffle(int[] values) {
    for (int last = values.length - 1; last > 0; last--) {
      swap(values, last, nextBelow(last + 1));
    }
  }

  /**
   * Gives different numbers from 0 to {@code population - 1} in the order in which they were drawn,
   * as {@code sample(range(population), count)} does.
   *
   * @throws IllegalArgumentException if the count is negative or greater than the population
   */
  public int[] sample(int population, int count) {
    if (count < 0 || count > population) {
      throw new IllegalArgumentException(
          "Was a sample of " + count + " from " + population + "; allowed: 0 to all");
    }
    double setSize = SAMPLE_SET_SIZE;
    if (count > 5) {
      setSize += Math.pow(4, Math.ceil(Math.log(count * 3.0) / Math.log(4)));
    }
    return population <= setSize
        ? sampleFromList(population, count)
        : sampleByRejection(population, count);
  }

  private int[] sampleFromList(int population, int count) {
    int[] pool = new int[population];
    for (int i = 0; i < population; i++) {
      pool[i] = i;
    }
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      int at = nextBelow(population - i);
      picked[i] = pool[at];
      pool[at] = pool[population - i - 1];
    }
    return picked;
  }

  private int[] sampleByRejection(int population, int count) {
    BitSet taken = new BitSet(population);
    int[] picked = new int[count];
    for (int i = 0; i < count; i++) {
      int at = nextBelow(population);
      while (taken.get(at)) {
        at = nextBelow(population);
      }
      taken.set(at);
      picked[i] = at;
    }
    return picked;
  }

  private static void swap(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }
}
