package org.clipmill.core.random;

/**
 * The Mersenne twister MT19937: words of 32 random bits. Not for two threads at once.
 *
 * <p>Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, with the seeding
 * of their revision of 2002.
 */
final class MersenneTwister {
  private static final int STATE_WORDS = 624;
  private static final int SHIFT_WORDS = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;
  private static final int KNUTH_SEED = 19650218;
  private static final int KNUTH_FACTOR = 1812433253;
  private static final int FIRST_MIX = 1664525;
  private static final int SECOND_MIX = 1566083941;

  private final int[] state = new int[STATE_WORDS];
  private int used = STATE_WORDS;

  private MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < STATE_WORDS; i++) {
      state[i] = KNUTH_FACTOR * stirred(i - 1) + i;
    }
  }

  /** Starts from one word, all values of which are good. */
  static MersenneTwister ofSeed(int seed) {
    return new MersenneTwister(seed);
  }

  /** Starts from words, at least one. */
  static MersenneTwister ofKey(int[] key) {
    MersenneTwister twister = new MersenneTwister(KNUTH_SEED);
    twister.mix(key);
    return twister;
  }

  private void mix(int[] key) {
    int at = 1;
    for (int step = 0; step < STATE_WORDS; step++) {
      int word = step % key.length;
      state[at] = (state[at] ^ (stirred(at - 1) * FIRST_MIX)) + key[word] + word;
      at = following(at);
    }
    for (int step = 1; step < STATE_WORDS; step++) {
      state[at] = (state[at] ^ (stirred(at - 1) * SECOND_MIX)) - at;
      at = following(at);
    }
    state[0] = UPPER_BIT;
  }

  private int stirred(int at) {
    return state[at] ^ (state[at] >>> 30);
  }

  private int following(int at) {
    if (at + 1 < STATE_WORDS) {
      return at + 1;
    }
    state[0] = state[STATE_WORDS - 1];
    return 1;
  }

  /** Gives the next 32 bits. */
  int nextWord() {
    if (used == STATE_WORDS) {
      twist();
      used = 0;
    }
    int word = state[used++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ (word >>> 18);
  }

  private void twist() {
    for (int i = 0; i < STATE_WORDS; i++) {
      int mixed = (state[i] & UPPER_BIT) | (state[(i + 1) % STATE_WORDS] & LOWER_BITS);
      int twisted = (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
      state[i] = state[(i + SHIFT_WORDS) % STATE_WORDS] ^ twisted;
    }
  }
}
