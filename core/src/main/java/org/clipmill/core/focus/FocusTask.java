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

  /** Gives the task with the gap of a rule. */
  public static FocusTask withGap(int frames, double fps, int keyframes, GapRule rule) {
    double seconds = new FocusTask(frames, fps, keyframes, 0).seconds();
    return new FocusTask(frames, fps, keyframes, rule.gapSeconds(seconds, keyframes));
  }

  /** Gives the task with the original's own gap. */
  public static FocusTask withUsualGap(int frames, double fps, int keyframes) {
    return withGap(frames, fps, keyframes, GapRule.usual());
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
