package org.clipmill.core.flow;

import org.clipmill.core.frame.GreyFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame at several sizes, each half of the one before, expanded into parabolas. Remembers which
 * frame it holds, so that a frame that is compared twice is expanded once.
 */
final class ExpandedFrame {
  private final GaussianBlur[] blurs;
  private final LinearScaler[] scalers;
  private final float[][][] pictures;
  private final PolynomialExpansion[] levels;
  private final float[][] original;
  private final float[][] blurred;
  private @Nullable GreyFrame held;

  /**
   * @param levelCount how many sizes, the full one included
   */
  ExpandedFrame(int width, int height, int levelCount) {
    blurs = new GaussianBlur[levelCount];
    scalers = new LinearScaler[levelCount];
    pictures = new float[levelCount][][];
    levels = new PolynomialExpansion[levelCount];
    original = new float[height][width];
    blurred = new float[height][width];
    for (int level = 0; level < levelCount; level++) {
      double scale = Math.scalb(1.0, -level);
      int levelWidth = (int) Math.rint(width * scale);
      int levelHeight = (int) Math.rint(height * scale);
      // The bell grows with the step between the pixels that are kept; its size as OpenCV has it.
      double sigma = (1 / scale - 1) * 0.5;
      int size = Math.max(3, (int) Math.rint(sigma * 5) | 1);
      blurs[level] = new GaussianBlur(width, GaussianBlur.kernel(sigma, size));
      scalers[level] = new LinearScaler(width, height, levelWidth, levelHeight);
      pictures[level] = new float[levelHeight][levelWidth];
      levels[level] = new PolynomialExpansion(levelWidth, levelHeight);
    }
  }

  boolean holds(GreyFrame frame) {
    return held == frame;
  }

  void expand(GreyFrame frame) {
    for (int y = 0; y < original.length; y++) {
      System.arraycopy(frame.values(), y * frame.width(), original[y], 0, frame.width());
    }
    for (int level = 0; level < levels.length; level++) {
      blurs[level].blur(original, blurred);
      if (level == 0) {
        levels[level].expand(blurred);
      } else {
        scalers[level].scale(blurred, pictures[level], 1f);
        levels[level].expand(pictures[level]);
      }
    }
    held = frame;
  }

  /** Gives the expansion at a size; level 0 is the full one. */
  PolynomialExpansion level(int level) {
    return levels[level];
  }
}
