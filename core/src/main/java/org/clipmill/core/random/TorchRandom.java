package org.clipmill.core.random;

/**
 * What PyTorch's generator for the CPU draws after {@code torch.manual_seed}: the Mersenne twister
 * seeded by one word. Not for two threads at once.
 *
 * <p>The draws follow the documented behaviour of PyTorch 1.13.
 */
public final class TorchRandom {
  private final MersenneTwister twister;

  /**
   * Starts as {@code torch.manual_seed(seed)} does.
   *
   * @param seed any number; like PyTorch, only its lower 32 bits count
   */
  public TorchRandom(long seed) {
    twister = MersenneTwister.ofSeed((int) seed);
  }

  /**
   * Gives the numbers from 0 to {@code count - 1} in random order, as {@code torch.randperm(count)}
   * does. Orders are equally likely but for {@code count} in 2^32, because PyTorch takes remainders
   * of 32 random bits.
   *
   * @param count 0 or more
   * @throws IllegalArgumentException if the count is negative
   */
  public int[] permutation(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Was " + count + " numbers; allowed: 0 or more");
    }
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = 0; i < count - 1; i++) {
      int other = i + Integer.remainderUnsigned(twister.nextWord(), count - i);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
