package org.clipmill.core.flow;

/**
 * Arithmetic on rows of floats, one loop each.
 *
 * <p>The loops have the one form that the JIT of Java 17 turns into vector instructions: all arrays
 * at the same index, no offsets. A row that is wanted shifted is copied first; a copy costs little.
 */
final class Rows {
  private Rows() {}

  /** {@code sum = row * weight}. */
  static void weigh(float[] row, float weight, float[] sum) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] = row[x] * weight;
    }
  }

  /** {@code sum += (one + other) * weight}. */
  static void addEven(float[] one, float[] other, float weight, float[] sum) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] += (one[x] + other[x]) * weight;
    }
  }

  /** As {@link #addEven}, and {@code differences += (other - one) * ofDifference}. */
  static void addEvenAndOdd(
      float[] one,
      float[] other,
      float weight,
      float ofDifference,
      float[] sum,
      float[] differences) {
    for (int x = 0; x < sum.length; x++) {
      sum[x] += (one[x] + other[x]) * weight;
      differences[x] += (other[x] - one[x]) * ofDifference;
    }
  }

  /** {@code mixed = one * (1 - share) + other * share}. */
  static void mix(float[] one, float[] other, float share, float[] mixed) {
    float rest = 1 - share;
    for (int x = 0; x < mixed.length; x++) {
      mixed[x] = one[x] * rest + other[x] * share;
    }
  }
}
