package org.clipmill.core.frame;

/**
 * Brings pictures of any size to one size, whatever their proportions. The same as torchvision's
 * {@code Resize((height, width))} on PIL pictures, bit by bit.
 */
public final class ExactSizeTransform implements FrameTransform {
  private final ScaledCrop scaledCrop;

  /** Prepares the transform to a size. */
  public ExactSizeTransform(FrameSize size, ResizeFilter filter) {
    this.scaledCrop = new ScaledCrop(any -> size, size, filter, CropRounding.DOWN);
  }

  @Override
  public RgbFrame apply(RgbFrame frame) {
    return scaledCrop.apply(frame);
  }
}
