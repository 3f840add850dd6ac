package org.clipmill.core.focus;

/**
 * What is wanted of one video.
 *
 * @param frames how many frames the video has; 0 or more
 * @param fps mean frames per second; positive
 * @param keyframes how many frames are wanted; 0 or more, also more than there are
 * @param minGapSeconds how far two wanted frames should lie apart; 0 for no such wish
 */
public record FocusTask(int frames, double fps, int keyframes, double minGapSeconds) {
  /** Below this mean distance of keyframes no gap is wished: {@code auto_min_gap}. */
  private static final double DENSE_SECONDS = 0.2;

  private static final double GAP_SHARE = 0.25;
  private static final double LONGEST_GAP_SECONDS = 1.0;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is outside what is allowed
   */
  public FocusTask {
    if (frames < 0 || keyframes < 0) {
      throw new IllegalArgumentException(
          "Was " + keyframes + " keyframes of " + frames + " frames; allowed: 0 or more");
    }
    if (!(fps > 0) || Double.isInfinite(fps)) {
      throw new IllegalArgumentException("Was " + fps + " fps; allowed: more than 0");
    }
    if (!(minGapSeconds >= 0) || Double.isInfinite(minGapSeconds)) {
      throw new IllegalArgumentException(
          "Was a gap of " + minGapSeconds + " seconds; allowed: 0 or more");
    }
  }

  /**
   * Gives the task with the original's own gap: a quarter of the mean distance of the keyframes, at
   * most one second; none where that distance is at most 0.2 seconds.
   */
  public static FocusTask withUsualGap(int frames, double fps, int keyframes) {
    double spacing = new FocusTask(frames, fps, keyframes, 0).seconds() / Math.max(1, keyframes);
    double gap = spacing <= DENSE_SECONDS ? 0 : Math.min(GAP_SHARE * spacing, LONGEST_GAP_SECONDS);
    return new FocusTask(frames, fps, keyframes, gap);
  }

  /**
   * Gives the length of the video. A rate below one frame per second counts as one, as in the
   * original.
   */
  public double seconds() {
    return frames / Math.max(1, fps);
  }

  /** Gives the gap in whole frames, rounded half to even. */
  public int gapFrames() {
    return minGapSeconds > 0 ? (int) Math.rint(minGapSeconds * fps) : 0;
  }
}
