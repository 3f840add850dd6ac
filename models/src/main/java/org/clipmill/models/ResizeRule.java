package org.clipmill.models;

import java.io.Serializable;
import org.clipmill.core.frame.CropRounding;
import org.clipmill.core.frame.ExactSizeTransform;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.FrameTransform;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.ShortSideTransform;

/**
 * How a frame is brought to the size that a model takes: exactly as Pillow does it, antialiased and
 * rounded to 8 bits.
 */
public sealed interface ResizeRule extends Serializable {

  /** Gives the size of the result. */
  ImageInput.FrameSize size();

  /** Gives what does it, for one thread. */
  FrameTransform newTransform();

  /**
   * To one size, whatever the proportions.
   *
   * @param size the size of the result
   */
  record Exact(ImageInput.FrameSize size, ResizeFilter filter) implements ResizeRule {
    @Override
    public FrameTransform newTransform() {
      return new ExactSizeTransform(new FrameSize(size.width(), size.height()), filter);
    }
  }

  /**
   * The shorter side to a length, then the middle square.
   *
   * @param shortSide the length in pixels
   * @param crop the side of the square, at most {@code shortSide}
   * @param rounding where the square lies when the middle is between two pixels
   */
  record ShortSide(int shortSide, int crop, ResizeFilter filter, CropRounding rounding)
      implements ResizeRule {
    @Override
    public ImageInput.FrameSize size() {
      return new ImageInput.FrameSize(crop, crop);
    }

    @Override
    public FrameTransform newTransform() {
      return new ShortSideTransform(shortSide, crop, filter, rounding);
    }
  }
}
