package org.clipmill.core.feature;

import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.RgbFrame;

/** How much two pictures differ, pixel by pixel (filtrain, {@code metrics.py}: energy). */
public final class Energy {
  /** Values summed in an int, which holds 33,025 of the largest squared differences. */
  private static final int BLOCK = 1 << 15;

  private Energy() {}

  /**
   * Gives the mean of the squared differences over all pixels and colours, in squared steps of
   * 0..255: 0 for equal pictures, 65025 for black against white.
   *
   * <p>filtrain takes the difference of {@code 255 * (value / 255)} in float32, which gives back
   * every whole value exactly, so whole numbers are the same and need no rounding.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double between(RgbFrame first, RgbFrame second) {
    if (first.width() != second.width() || first.height() != second.height()) {
      throw new IllegalArgumentException(
          "Cannot compare pictures of " + FrameSize.of(first) + " and " + FrameSize.of(second));
    }
    int count = RgbFrame.CHANNELS * first.width() * first.height();
    long sum = 0;
    for (int start = 0; start < count; start += BLOCK) {
      sum += sumOfSquares(first.bytes(), second.bytes(), start, Math.min(start + BLOCK, count));
    }
    return (double) sum / count;
  }

  private static int sumOfSquares(byte[] first, byte[] second, int start, int end) {
    int sum = 0;
    for (int i = start; i < end; i++) {
      int difference = (first[i] & 0xFF) - (second[i] & 0xFF);
      sum += difference * difference;
    }
    return sum;
  }
}
