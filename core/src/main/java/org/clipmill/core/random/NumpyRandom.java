package org.clipmill.core.random;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * NumPy's {@code numpy.random.default_rng(seed)}, draw for draw: PCG64 and the draws of its {@code
 * Generator}.
 *
 * <p>Not for two threads at once. Draws that give nothing (of size 0, below 1) use up no random
 * bits. Source: the documented behaviour of NumPy 1.24; the streams are the same in all versions
 * since 1.17 that keep its compatibility promise.
 */
public final class NumpyRandom {
  private static final double TWO_TO_MINUS_53 = 0x1p-53;
  private static final long LOW_HALF = 0xffffffffL;

  /** Above this population a sample that is large enough shuffles the tail of a list instead. */
  private static final int TAIL_POPULATION = 10_000;

  /** A sample is large enough for that if it is more than this part of the population. */
  private static final int TAIL_PART = 50;

  private final Pcg64 bits;

  /**
   * Starts as {@code default_rng(seed)} does.
   *
   * @param seed 0 or more
   * @throws IllegalArgumentException if it is negative, as in NumPy
   */
  public NumpyRandom(long seed) {
    this(BigInteger.valueOf(seed));
  }

  /**
   * Starts as {@code default_rng(seed)} does.
   *
   * @param seed 0 or more, of any size
   * @throws IllegalArgumentException if it is negative, as in NumPy
   */
  public NumpyRandom(BigInteger seed) {
    if (seed.signum() < 0) {
      throw new IllegalArgumentException("Was seed " + seed + "; allowed: 0 or more");
    }
    bits = new Pcg64(seed);
  }

  /** Gives 64 random bits, as the bit generator's {@code random_raw} does. */
  public long nextLong() {
    return bits.nextLong();
  }

  /** Gives a number in [0, 1) with 53 random bits, as {@code random()} does. */
  public double nextUnit() {
    return (bits.nextLong() >>> 11) * TWO_TO_MINUS_53;
  }

  /** Gives numbers in [0, 1), as {@code random(count)} does. */
  public double[] nextUnits(int count) {
    double[] units = new double[count];
    for (int i = 0; i < count; i++) {
      units[i] = nextUnit();
    }
    return units;
  }

  /**
   * Gives a number from 0 to {@code bound - 1}, each as likely, as {@code integers(bound)} does.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public long nextBelow(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("Was bound " + bound + "; allowed: 1 or more");
    }
    if (bound == 1) {
      return 0;
    }
    return bound <= 1L << Integer.SIZE ? belowByInts(bound) : belowByLongs(bound);
  }

  /** Lemire's multiplication with 32 random bits a try. */
  private long belowByInts(long bound) {
    long product = Integer.toUnsignedLong(bits.nextInt()) * bound;
    long left = product & LOW_HALF;
    if (left < bound) {
      long refused = ((1L << Integer.SIZE) - bound) % bound;
      while (left < refused) {
        product = Integer.toUnsignedLong(bits.nextInt()) * bound;
        left = product & LOW_HALF;
      }
    }
    return product >>> Integer.SIZE;
  }

  /** Lemire's multiplication with 64 random bits a try. */
  private long belowByLongs(long bound) {
    long word = bits.nextLong();
    long left = word * bound;
    if (Long.compareUnsigned(left, bound) < 0) {
      long refused = Long.remainderUnsigned(-bound, bound);
      while (Long.compareUnsigned(left, refused) < 0) {
        word = bits.nextLong();
        left = word * bound;
      }
    }
    return Pcg64.unsignedMultiplyHigh(word, bound);
  }

  /** Brings the values into random order, as {@code shuffle} does with an array. */
  public void shuffle(int[] values) {
    for (int last = values.length - 1; last > 0; last--) {
      int mask = (Integer.highestOneBit(last) << 1) - 1;
      int other = bits.nextInt() & mask;
      while (other > last) {
        other = bits.nextInt() & mask;
      }
      swap(values, last, other);
    }
  }

  /** Shuffles as {@code choice} does inside: by another way of drawing than {@code shuffle}. */
  private void shuffleDownTo(int first, int[] values) {
    for (int last = values.length - 1; last >= first; last--) {
      swap(values, last, (int) nextBelow(last + 1L));
    }
  }

  private static void swap(int[] values, int a, int b) {
    int kept = values[a];
    values[a] = values[b];
    values[b] = kept;
  }

  /**
   * Gives numbers from 0 to {@code population - 1}, each as likely each time, as {@code
   * choice(population, count)} does.
   *
   * @throws IllegalArgumentException if the count is negative, or positive with no population
   */
  public int[] choice(int population, int count) {
    if (count < 0 || (population <= 0 && count > 0)) {
      throw new IllegalArgumentException(
          "Was a choice of " + count + " from " + population + "; allowed: 0 or more from 1");
    }
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = (int) nextBelow(population);
    }
    return drawn;
  }

  /**
   * Gives numbers that are each as likely as their weight says, as {@code choice(n, count, p=p)}
   * does.
   *
   * @param probabilities sum to 1; not changed
   * @throws IllegalArgumentException if the count is negative, or a probability is negative or NaN
   */
  public int[] choice(double[] probabilities, int count) {
    checkWeights(probabilities, count, count > 0 ? 1 : 0);
    double[] cumulated = cumulated(probabilities);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = firstAbove(cumulated, nextUnit());
    }
    return drawn;
  }

  /**
   * Gives different numbers from 0 to {@code population - 1} in random order, as {@code
   * choice(population, count, replace=False)} does.
   *
   * @throws IllegalArgumentException if the count is negative or greater than the population
   */
  public int[] sample(int population, int count) {
    if (count < 0 || count > population) {
      throw new IllegalArgumentException(
          "Was a sample of " + count + " from " + population + "; allowed: 0 to all");
    }
    return population > TAIL_POPULATION && count > population / TAIL_PART
        ? sampleFromTail(population, count)
        : sampleBySet(population, count);
  }

  private int[] sampleFromTail(int population, int count) {
    int[] all = new int[population];
    for (int i = 0; i < population; i++) {
      all[i] = i;
    }
    shuffleDownTo(Math.max(population - count, 1), all);
    return Arrays.copyOfRange(all, population - count, population);
  }

  /** Floyd's sample, then a shuffle. */
  private int[] sampleBySet(int population, int count) {
    BitSet taken = new BitSet(population);
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      int last = population - count + i;
      int at = (int) nextBelow(last + 1L);
      if (taken.get(at)) {
        at = last;
      }
      taken.set(at);
      drawn[i] = at;
    }
    shuffleDownTo(1, drawn);
    return drawn;
  }

  /**
   * Gives different numbers, the likely ones rather and sooner, as {@code choice(n, count,
   * replace=False, p=p)} does: draws as many as are missing, drops those drawn before, sets their
   * probability to zero, and draws again.
   *
   * @param probabilities sum to 1; not changed
   * @throws IllegalArgumentException if the count is negative, a probability is negative or NaN, or
   *     fewer are positive than are wanted
   */
  public int[] sample(double[] probabilities, int count) {
    checkWeights(probabilities, count, count);
    double[] left = probabilities.clone();
    int[] drawn = new int[count];
    BitSet taken = new BitSet(left.length);
    for (int found = 0; found < count; ) {
      double[] units = nextUnits(count - found);
      for (int i = 0; i < found; i++) {
        left[drawn[i]] = 0;
      }
      double[] cumulated = cumulated(left);
      for (double unit : units) {
        int at = firstAbove(cumulated, unit);
        if (!taken.get(at)) {
          taken.set(at);
          drawn[found++] = at;
        }
      }
    }
    return drawn;
  }

  private static void checkWeights(double[] probabilities, int count, int positiveWanted) {
    int positive = 0;
    for (double probability : probabilities) {
      if (!(probability >= 0)) {
        throw new IllegalArgumentException(
            "Was probability " + probability + "; allowed: 0 or more");
      }
      positive += probability > 0 ? 1 : 0;
    }
    if (count < 0 || positive < positiveWanted) {
      throw new IllegalArgumentException(
          "Was a draw of %d from %d with positive probability; allowed: 0 to all"
              .formatted(count, positive));
    }
  }

  private static double[] cumulated(double[] weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      sums[i] /= sum;
    }
    return sums;
  }

  /** Gives the first place whose value is above the wanted one: NumPy's search from the right. */
  private static int firstAbove(double[] ascending, double wanted) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
