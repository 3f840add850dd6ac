package org.clipmill.core.frame;

/**
 * Which source pixels make each target pixel along one side of a picture, and how much each counts,
 * in fixed point as Pillow computes it ({@code Resample.c}, {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc}).
 *
 * <p>Target pixels are those of {@code [firstTarget, firstTarget + count)}. Taps of weight 0 at the
 * far end are left out: they add nothing. Those at the near end stay, so that no target starts
 * before the one ahead of it: rows are scaled in one pass.
 */
final class ResizeWeights {
  /** Fraction bits of a weight: 32 less the 8 of a pixel and 2 for overshoot. */
  static final int FRACTION_BITS = 22;

  /** One half: what is added before the fraction is cut off. */
  static final int HALF = 1 << (FRACTION_BITS - 1);

  private final int[] starts;
  private final int[] offsets;
  private final int[] weights;

  private ResizeWeights(int[] starts, int[] offsets, int[] weights) {
    this.starts = starts;
    this.offsets = offsets;
    this.weights = weights;
  }

  /** Computes the weights for a side of {@code source} pixels that becomes {@code target} long. */
  static ResizeWeights of(ResizeFilter filter, int source, int target, int firstTarget, int count) {
    double scale = (double) source / target;
    double filterScale = Math.max(scale, 1.0);
    double support = filter.support() * filterScale;
    int[] starts = new int[count];
    int[] offsets = new int[count + 1];
    int[] weights = new int[count * ((int) Math.ceil(support) * 2 + 1)];
    for (int i = 0; i < count; i++) {
      double centre = (firstTarget + i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(source, (int) (centre + support + 0.5));
      int[] taps = taps(filter, first, end, centre, 1.0 / filterScale);
      int used = taps.length - zerosAtEnd(taps);
      starts[i] = first;
      System.arraycopy(taps, 0, weights, offsets[i], used);
      offsets[i + 1] = offsets[i] + used;
    }
    return new ResizeWeights(starts, offsets, weights);
  }

  private static int[] taps(ResizeFilter filter, int first, int end, double centre, double step) {
    double[] exact = new double[end - first];
    double sum = 0.0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = filter.weight((i + first - centre + 0.5) * step);
      sum += exact[i];
    }
    int[] fixed = new int[exact.length];
    for (int i = 0; i < exact.length; i++) {
      double share = sum == 0.0 ? exact[i] : exact[i] / sum;
      fixed[i] = (int) (share * (1 << FRACTION_BITS) + (share < 0 ? -0.5 : 0.5));
    }
    return fixed;
  }

  private static int zerosAtEnd(int[] taps) {
    int zeros = 0;
    while (zeros < taps.length && taps[taps.length - 1 - zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  /** Gives the first source pixel of each target pixel. */
  int[] starts() {
    return starts;
  }

  /**
   * Gives where the weights of each target pixel begin; one entry more marks the end of the last.
   */
  int[] offsets() {
    return offsets;
  }

  /** Gives the weights of all target pixels, one after the other. */
  int[] weights() {
    return weights;
  }

  /** Gives the first source pixel behind those of a target pixel. */
  int end(int target) {
    return starts[target] + offsets[target + 1] - offsets[target];
  }

  /** Gives the most source pixels that one target pixel has. */
  int mostTaps() {
    int most = 0;
    for (int i = 0; i < starts.length; i++) {
      most = Math.max(most, offsets[i + 1] - offsets[i]);
    }
    return most;
  }
}
