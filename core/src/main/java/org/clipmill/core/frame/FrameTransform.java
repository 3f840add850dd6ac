package org.clipmill.core.frame;

/** Makes a picture from a picture. May reuse working memory: not for two threads at once. */
@FunctionalInterface
public interface FrameTransform {

  /**
   * Gives the new picture; its bytes are its own, or those of {@code frame} where nothing changes.
   */
  RgbFrame apply(RgbFrame frame);
}
