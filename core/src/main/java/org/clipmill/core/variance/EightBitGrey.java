package org.clipmill.core.variance;

import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;

/**
 * Brightness in whole numbers from 0 to 255, as OpenCV's {@code COLOR_RGB2GRAY} gives it for 8-bit
 * pictures: the weights of ITU-R BT.601 in 15-bit fixed point, rounded.
 */
public final class EightBitGrey {
  private static final int BITS = 15;
  private static final int HALF = 1 << (BITS - 1);
  private static final int RED = 9798;
  private static final int GREEN = 19235;
  private static final int BLUE = 3735;

  private EightBitGrey() {}

  /** Gives the brightness of a picture; a copy. */
  public static GreyFrame of(RgbFrame frame) {
    byte[] rgb = frame.bytes();
    float[] grey = new float[frame.width() * frame.height()];
    for (int i = 0, j = 0; i < grey.length; i++, j += RgbFrame.CHANNELS) {
      int weighted =
          (rgb[j] & 0xFF) * RED + (rgb[j + 1] & 0xFF) * GREEN + (rgb[j + 2] & 0xFF) * BLUE;
      grey[i] = (weighted + HALF) >> BITS;
    }
    return new GreyFrame(frame.width(), frame.height(), grey);
  }
}
