package org.clipmill.media.paint;

import java.util.SplittableRandom;
import org.clipmill.core.frame.RgbFrame;

/**
 * A textured disc on its flight over a picture.
 *
 * @param middleX its middle, in pixels from the left edge
 * @param middleY its middle, in pixels from the top edge
 * @param radius in pixels
 */
record Disc(double middleX, double middleY, double radius) {

  /**
   * Draws the next disc from a source of random numbers, after it flew some way.
   *
   * @param wayPx how far it flew since the first frame
   */
  static Disc random(SplittableRandom random, RgbFrame canvas, double wayPx) {
    double radius = canvas.height() * random.nextDouble(0.08, 0.2);
    double direction = random.nextDouble(2 * Math.PI);
    double x = random.nextDouble(canvas.width()) + wayPx * Math.cos(direction);
    double y = random.nextDouble(canvas.height()) + wayPx * Math.sin(direction);
    return new Disc(
        wrapped(x, canvas.width(), radius), wrapped(y, canvas.height(), radius), radius);
  }

  private static double wrapped(double place, double side, double radius) {
    double round = side + 2 * radius;
    return place - round * Math.floor((place + radius) / round);
  }

  /** Paints it with a surface that flies with it. */
  void paint(RgbFrame canvas, Texture skin) {
    int left = (int) Math.max(0, Math.ceil(middleX - radius));
    int right = (int) Math.min(canvas.width() - 1, Math.floor(middleX + radius));
    int top = (int) Math.max(0, Math.ceil(middleY - radius));
    int bottom = (int) Math.min(canvas.height() - 1, Math.floor(middleY + radius));
    if (left > right || top > bottom) {
      return;
    }
    int width = right - left + 1;
    byte[] flying = new byte[RgbFrame.CHANNELS * width * (bottom - top + 1)];
    skin.draw(new RgbFrame(width, bottom - top + 1, flying), left - middleX, top - middleY, 1.0);
    for (int y = top; y <= bottom; y++) {
      double half = Math.sqrt(Math.max(0, radius * radius - (y - middleY) * (y - middleY)));
      int from = (int) Math.max(left, Math.ceil(middleX - half));
      int to = (int) Math.min(right, Math.floor(middleX + half));
      for (int x = from; x <= to; x++) {
        int source = RgbFrame.CHANNELS * ((y - top) * width + x - left);
        int target = RgbFrame.CHANNELS * (y * canvas.width() + x);
        System.arraycopy(flying, source, canvas.bytes(), target, RgbFrame.CHANNELS);
      }
    }
  }
}
