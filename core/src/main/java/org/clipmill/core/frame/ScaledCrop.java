package org.clipmill.core.frame;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures by a rule and keeps the middle. Remembers the weights for the last size seen: the
 * frames of a video have one size.
 */
final class ScaledCrop implements FrameTransform {
  private final UnaryOperator<FrameSize> scaledSize;
  private final FrameSize kept;
  private final ResizeFilter filter;
  private final CropRounding rounding;
  private @Nullable PillowResize resize;

  ScaledCrop(
      UnaryOperator<FrameSize> scaledSize,
      FrameSize kept,
      ResizeFilter filter,
      CropRounding rounding) {
    this.rounding = rounding;
    this.scaledSize = scaledSize;
    this.kept = kept;
    this.filter = filter;
  }

  @Override
  public RgbFrame apply(RgbFrame frame) {
    FrameSize size = FrameSize.of(frame);
    if (size.equals(kept) && size.equals(scaledSize.apply(size))) {
      return frame;
    }
    PillowResize current = resize;
    if (current == null || !current.source().equals(size)) {
      FrameSize scaled = scaledSize.apply(size);
      current = new PillowResize(size, scaled, Crop.centred(scaled, kept, rounding), filter);
      resize = current;
    }
    return current.apply(frame);
  }
}
