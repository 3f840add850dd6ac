package org.clipmill.core.frame;

/**
 * The size of a picture in pixels.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record FrameSize(int width, int height) {

  /**
   * Checks the sides.
   *
   * @throws IllegalArgumentException if a side is not positive
   */
  public FrameSize {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "Was " + width + "x" + height + "; allowed: sides of at least 1 pixel");
    }
  }

  /** Gives the size of a picture. */
  public static FrameSize of(RgbFrame frame) {
    return new FrameSize(frame.width(), frame.height());
  }

  /**
   * Gives the size after torchvision's {@code Resize(int)}: the shorter side becomes {@code
   * shortSide}, the longer one keeps the proportion and is rounded down.
   *
   * @throws IllegalArgumentException if {@code shortSide} is not positive
   */
  public FrameSize withShortSide(int shortSide) {
    if (width <= height) {
      return new FrameSize(shortSide, longSide(shortSide, height, width));
    }
    return new FrameSize(longSide(shortSide, width, height), shortSide);
  }

  private static int longSide(int shortSide, int longer, int shorter) {
    return Math.toIntExact((long) shortSide * longer / shorter);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
