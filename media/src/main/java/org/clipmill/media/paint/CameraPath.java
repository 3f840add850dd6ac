package org.clipmill.media.paint;

/** How a camera moves over a textured surface. Depends on nothing but the frame and its time. */
@FunctionalInterface
public interface CameraPath {

  /**
   * Where the camera looks.
   *
   * @param middleX the place of the surface in the middle of the picture, in its pixels
   * @param middleY the same, downwards
   * @param step how far the next pixel of the picture is on the surface; below 1 magnifies
   */
  record View(double middleX, double middleY, double step) {}

  /**
   * Gives the view of one frame.
   *
   * @param frame the number of the frame, from 0
   * @param seconds when it is shown, since the first
   */
  View at(long frame, double seconds);
}
