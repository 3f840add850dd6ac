package org.clipmill.media.paint;

import org.clipmill.core.frame.RgbFrame;

/**
 * What a painted video shows. The picture depends on nothing but the size of the canvas, the frame
 * and its time, so that frames may be painted in any order and again.
 */
@FunctionalInterface
public interface Scene {

  /**
   * Paints one frame, every pixel of it.
   *
   * @param canvas what is painted on, of any size
   * @param frame the number of the frame, from 0
   * @param seconds when it is shown, since the first
   */
  void paint(RgbFrame canvas, long frame, double seconds);
}
