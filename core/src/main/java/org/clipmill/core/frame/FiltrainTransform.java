package org.clipmill.core.frame;

/**
 * Brings pictures of any size to the 240x240 that motion is measured on: squeezed to 240 columns by
 * 320 rows, whatever the proportions, then the middle 240 rows (filtrain, {@code dataset.py}:
 * {@code Resize((320, 240))} is height and width, then {@code CenterCrop(240)}).
 */
public final class FiltrainTransform implements FrameTransform {
  /** Columns and rows of the result. */
  public static final int SIDE = 240;

  private static final FrameSize SCALED = new FrameSize(SIDE, 320);

  private final ScaledCrop scaledCrop =
      new ScaledCrop(
          size -> SCALED, new FrameSize(SIDE, SIDE), ResizeFilter.BILINEAR, CropRounding.HALF_EVEN);

  @Override
  public RgbFrame apply(RgbFrame frame) {
    return scaledCrop.apply(frame);
  }
}
