package org.clipmill.core.focus;

import java.io.Serializable;

/**
 * How far keyframes should lie apart, from the length of the video: the original's {@code
 * auto_min_gap}.
 *
 * @param denseSeconds up to this mean distance of keyframes there is no gap
 * @param share share of the mean distance that the gap is
 * @param longestSeconds the gap is never longer
 */
public record GapRule(double denseSeconds, double share, double longestSeconds)
    implements Serializable {

  /** Gives the original's: a quarter, at most 1 s, none up to 0.2 s. */
  public static GapRule usual() {
    return new GapRule(0.2, 0.25, 1.0);
  }

  /** Gives the gap in seconds. */
  public double gapSeconds(double videoSeconds, int keyframes) {
    double spacing = videoSeconds / Math.max(1, keyframes);
    return spacing <= denseSeconds ? 0 : Math.min(share * spacing, longestSeconds);
  }
}
