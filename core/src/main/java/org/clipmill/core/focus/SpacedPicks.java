package org.clipmill.core.focus;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The most valuable places that keep a distance from one another.
 *
 * <p>A price per pick is searched at which the best spaced picks are as many as are wanted; for one
 * price they are found exactly by dynamic programming. Such picks have the greatest sum of values
 * of all that are as many. Where values are equal no price may give the number; then of too many
 * picks the least valuable are left out, equal ones evenly over time.
 */
final class SpacedPicks {
  private static final int PRICES = 48;

  /** Values that differ by less, beside the greatest, count as equal: sums round differently. */
  private static final double EQUAL = 1e-9;

  private final double[] values;

  /** How many places lie far enough before each place. */
  private final int[] free;

  private final double[] best;
  private final boolean[] isTaken;

  private SpacedPicks(int[] places, double[] values, int gap) {
    this.values = values;
    this.free = new int[places.length];
    this.best = new double[places.length + 1];
    this.isTaken = new boolean[places.length];
    int far = 0;
    for (int i = 0; i < places.length; i++) {
      while (places[far] + gap <= places[i]) {
        far++;
      }
      free[i] = far;
    }
  }

  /**
   * Picks.
   *
   * @param places frames in ascending order, all different
   * @param values worth of each
   * @param count how many are wanted
   * @param gap least distance of two, in frames; at least 1
   * @return positions in {@code places}, ascending: as many as are wanted, or as many as fit
   */
  static int[] of(int[] places, double[] values, int count, int gap) {
    return new SpacedPicks(places, values, gap).picked(count);
  }

  private int[] picked(int count) {
    double least = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    boolean isFlat = high - least <= EQUAL * Math.max(Math.abs(least), Math.abs(high));
    double range = isFlat ? 1 : high - least;
    int[] picks = atPrice(least - range * values.length); // so low that one more pick always pays
    double low = least - range;
    for (int i = 0; i < PRICES && picks.length > count && !isFlat; i++) {
      double price = (low + high) / 2;
      int[] fewer = atPrice(price);
      if (fewer.length >= count) {
        picks = fewer;
        low = price;
      } else {
        high = price;
      }
    }
    return picks.length <= count ? picks : thinned(picks, count);
  }

  /** Gives the best spaced picks if each costs a price; a pick that gains nothing is left out. */
  private int[] atPrice(double price) {
    for (int i = 0; i < values.length; i++) {
      double gain = values[i] - price + best[free[i]];
      isTaken[i] = gain > best[i];
      best[i + 1] = Math.max(best[i], gain);
    }
    int[] picks = new int[values.length];
    int at = picks.length;
    for (int i = values.length - 1; i >= 0; ) {
      if (isTaken[i]) {
        picks[--at] = i;
        i = free[i] - 1;
      } else {
        i--;
      }
    }
    return Arrays.copyOfRange(picks, at, picks.length);
  }

  private int[] thinned(int[] picks, int count) {
    if (count == 0) {
      return new int[0];
    }
    double[] sorted = Arrays.stream(picks).mapToDouble(at -> values[at]).sorted().toArray();
    double least = sorted[picks.length - count];
    double equal = EQUAL * Math.max(Math.abs(sorted[0]), Math.abs(sorted[picks.length - 1]));
    int[] dear = Arrays.stream(picks).filter(at -> values[at] > least + equal).toArray();
    int[] even = Arrays.stream(picks).filter(at -> Math.abs(values[at] - least) <= equal).toArray();
    int missing = count - dear.length;
    IntStream evenly =
        IntStream.range(0, missing)
            .map(i -> even[(int) ((2L * i + 1) * even.length / (2L * missing))]);
    return IntStream.concat(Arrays.stream(dear), evenly).sorted().toArray();
  }
}
