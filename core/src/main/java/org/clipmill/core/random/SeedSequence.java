package org.clipmill.core.random;

import java.math.BigInteger;

/**
 * NumPy's {@code SeedSequence(entropy)} with a pool of four words and no spawn key: spreads a seed
 * of any size over as many well mixed words as a generator wants.
 *
 * <p>Source: O'Neill, "Developing a seed_seq alternative", 2015; constants as NumPy documents them.
 */
final class SeedSequence {
  private static final int POOL_WORDS = 4;
  private static final int SHIFT = 16;
  private static final int FILL_START = 0x43b0d7e5;
  private static final int FILL_FACTOR = 0x931e8875;
  private static final int DRAW_START = 0x8b51f9dd;
  private static final int DRAW_FACTOR = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private final int[] pool = new int[POOL_WORDS];
  private int hash = FILL_START;

  /** Mixes a seed that is not negative. */
  SeedSequence(BigInteger seed) {
    int[] entropy = words(seed);
    for (int at = 0; at < POOL_WORDS; at++) {
      pool[at] = hashed(at < entropy.length ? entropy[at] : 0);
    }
    for (int from = 0; from < POOL_WORDS; from++) {
      for (int to = 0; to < POOL_WORDS; to++) {
        if (from != to) {
          pool[to] = mixed(pool[to], hashed(pool[from]));
        }
      }
    }
    for (int from = POOL_WORDS; from < entropy.length; from++) {
      for (int to = 0; to < POOL_WORDS; to++) {
        pool[to] = mixed(pool[to], hashed(entropy[from]));
      }
    }
  }

  /** Cuts a number into words of 32 bits, the lowest first; zero is one word. */
  private static int[] words(BigInteger number) {
    int[] words = new int[Math.max(1, (number.bitLength() + Integer.SIZE - 1) / Integer.SIZE)];
    for (int at = 0; at < words.length; at++) {
      words[at] = number.shiftRight(at * Integer.SIZE).intValue();
    }
    return words;
  }

  private int hashed(int word) {
    int value = word ^ hash;
    hash *= FILL_FACTOR;
    value *= hash;
    return value ^ (value >>> SHIFT);
  }

  private static int mixed(int a, int b) {
    int value = MIX_LEFT * a - MIX_RIGHT * b;
    return value ^ (value >>> SHIFT);
  }

  /** Gives the first words of 64 bits, as {@code generate_state(count, uint64)} does. */
  long[] longs(int count) {
    long[] drawn = new long[count];
    int factor = DRAW_START;
    for (int at = 0; at < 2 * count; at++) {
      int value = pool[at % POOL_WORDS] ^ factor;
      factor *= DRAW_FACTOR;
      value *= factor;
      value ^= value >>> SHIFT;
      drawn[at / 2] |= Integer.toUnsignedLong(value) << (at % 2 * Integer.SIZE);
    }
    return drawn;
  }
}
