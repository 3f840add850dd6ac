package org.clipmill.core.frame;

/**
 * Brings pictures of any size to a square without changing their proportions: the shorter side is
 * scaled to a length, then the middle is kept. The same as torchvision's {@code Resize(int)} and
 * {@code CenterCrop(int)} on PIL pictures, bit by bit.
 */
public final class ShortSideTransform implements FrameTransform {
  private final ScaledCrop scaledCrop;

  /**
   * Prepares the transform with torchvision's crop, {@link CropRounding#HALF_EVEN}.
   *
   * @param shortSide length of the shorter side after scaling, in pixels
   * @param side columns and rows of the result, at most {@code shortSide}
   * @throws IllegalArgumentException if a length is not positive or the square does not fit
   */
  public ShortSideTransform(int shortSide, int side, ResizeFilter filter) {
    this(shortSide, side, filter, CropRounding.HALF_EVEN);
  }

  /**
   * Prepares the transform.
   *
   * @param shortSide length of the shorter side after scaling, in pixels
   * @param side columns and rows of the result, at most {@code shortSide}
   * @throws IllegalArgumentException if a length is not positive or the square does not fit
   */
  public ShortSideTransform(int shortSide, int side, ResizeFilter filter, CropRounding rounding) {
    FrameSize square = new FrameSize(side, side);
    if (side > shortSide) {
      throw new IllegalArgumentException(
          "Cannot crop " + square + " from pictures whose shorter side is " + shortSide);
    }
    this.scaledCrop =
        new ScaledCrop(size -> size.withShortSide(shortSide), square, filter, rounding);
  }

  @Override
  public RgbFrame apply(RgbFrame frame) {
    return scaledCrop.apply(frame);
  }
}
