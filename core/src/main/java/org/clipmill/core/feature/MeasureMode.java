package org.clipmill.core.feature;

import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;

/** Whose arithmetic measures the flow. */
public enum MeasureMode {
  /** Each frame against the one before it, brightness with the true weights. */
  CORRECTED {
    @Override
    GreyFrame brightness(RgbFrame picture) {
      return GreyFrame.ofTrueWeights(picture);
    }
  },

  /**
   * filtrain's, faults included: every frame against the first one, because its loop never renews
   * the previous frame, and brightness with the weights of red and blue exchanged.
   */
  FILTRAIN {
    @Override
    GreyFrame brightness(RgbFrame picture) {
      return GreyFrame.ofSwappedWeights(picture);
    }
  };

  abstract GreyFrame brightness(RgbFrame picture);
}
