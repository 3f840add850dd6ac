package org.clipmill.core.focus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each relevant stretch of a video at least one pick: the best places may all lie in one of
 * several.
 *
 * <p>A stretch is relevant where the curve lies above the middle between its median and its top.
 * The best place of such a stretch without a pick takes the place of the least valuable pick whose
 * own stretch keeps another; best stretches first.
 */
final class PeakCover {
  private final int[] places;
  private final double[] values;
  private final int gap;
  private final BitSet picked = new BitSet();
  private final int[] stretchOf;
  private final List<Integer> peaks = new ArrayList<>();
  private final List<Integer> picksOf = new ArrayList<>();

  private PeakCover(int[] places, double[] values, int[] picks, int gap) {
    this.places = places;
    this.values = values;
    this.gap = gap;
    for (int pick : picks) {
      picked.set(pick);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double level = (sorted[sorted.length / 2] + sorted[sorted.length - 1]) / 2;
    stretchOf = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      stretchOf[i] = values[i] > level ? stretchAt(i) : -1;
    }
  }

  private int stretchAt(int place) {
    if (place == 0 || stretchOf[place - 1] < 0) {
      peaks.add(place);
      picksOf.add(0);
    }
    int stretch = peaks.size() - 1;
    if (values[place] > values[peaks.get(stretch)]) {
      peaks.set(stretch, place);
    }
    if (picked.get(place)) {
      picksOf.set(stretch, picksOf.get(stretch) + 1);
    }
    return stretch;
  }

  /**
   * Exchanges picks.
   *
   * @param picks positions in {@code places}
   * @param most how many may be exchanged
   * @param gap least distance that new picks keep from others, in frames
   * @return positions, ascending, as many as before
   */
  static int[] of(int[] places, double[] values, int[] picks, int most, int gap) {
    if (picks.length == 0) {
      return picks;
    }
    return new PeakCover(places, values, picks, gap).covered(most);
  }

  private int[] covered(int most) {
    List<Integer> bare = new ArrayList<>();
    for (int stretch = 0; stretch < peaks.size(); stretch++) {
      if (picksOf.get(stretch) == 0) {
        bare.add(stretch);
      }
    }
    bare.sort(Comparator.comparingDouble((Integer at) -> values[peaks.get(at)]).reversed());
    for (int stretch : bare.subList(0, Math.min(most, bare.size()))) {
      int out = leastNeeded();
      if (out >= 0 && isFree(peaks.get(stretch), out)) {
        exchange(out, peaks.get(stretch));
      }
    }
    return picked.stream().toArray();
  }

  /** Gives the least valuable pick that is not the only one of its stretch; -1 for none. */
  private int leastNeeded() {
    return picked.stream()
        .filter(at -> stretchOf[at] < 0 || picksOf.get(stretchOf[at]) > 1)
        .boxed()
        .min(Comparator.comparingDouble(at -> values[at]))
        .orElse(-1);
  }

  private boolean isFree(int place, int out) {
    return picked.stream().noneMatch(at -> at != out && Math.abs(places[at] - places[place]) < gap);
  }

  private void exchange(int out, int in) {
    picked.clear(out);
    picked.set(in);
    if (stretchOf[out] >= 0) {
      picksOf.set(stretchOf[out], picksOf.get(stretchOf[out]) - 1);
    }
    picksOf.set(stretchOf[in], picksOf.get(stretchOf[in]) + 1);
  }
}
