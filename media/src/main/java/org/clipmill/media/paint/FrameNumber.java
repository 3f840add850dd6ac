package org.clipmill.media.paint;

import org.clipmill.core.frame.RgbFrame;

/**
 * The number of a frame as a row of black and white blocks at the top of the picture, large enough
 * to survive lossy coding. Sixteen blocks, the highest bit at the left.
 */
public final class FrameNumber {
  private static final int BITS = 16;
  private static final int MIDDLE_GREY = 128;

  private FrameNumber() {}

  /** Paints the number of a frame, modulo 65536. */
  static void paint(RgbFrame canvas, long frame) {
    int width = canvas.width();
    byte[] rgb = canvas.bytes();
    for (int y = 0; y < height(canvas); y++) {
      for (int x = 0; x < width; x++) {
        int bit = BITS - 1 - x * BITS / width;
        byte level = (byte) (((frame >> bit) & 1) == 1 ? 235 : 20);
        int pixel = RgbFrame.CHANNELS * (y * width + x);
        rgb[pixel] = level;
        rgb[pixel + 1] = level;
        rgb[pixel + 2] = level;
      }
    }
  }

  /** Gives the number that is painted in a picture; nonsense if none is. */
  public static int read(RgbFrame picture) {
    int width = picture.width();
    int y = height(picture) / 2;
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int x = (2 * bit + 1) * width / (2 * BITS);
      int green = picture.bytes()[RgbFrame.CHANNELS * (y * width + x) + 1] & 0xFF;
      number = 2 * number + (green >= MIDDLE_GREY ? 1 : 0);
    }
    return number;
  }

  private static int height(RgbFrame picture) {
    return Math.min(picture.height(), Math.max(8, picture.width() / BITS));
  }
}
