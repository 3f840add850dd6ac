package org.clipmill.core.feature;

/**
 * The default clock: sample {@code k} is the first frame at or after {@code k} periods of clip
 * time. The first frame of a clip is always chosen, wherever the clip lies in its video. Where the
 * frames are further apart than the period, each is chosen once and counts for the latest period
 * that it reaches.
 */
public final class ClipClock implements SamplingClock {
  /** filtrain's period: four frames a second. */
  public static final long DEFAULT_PERIOD_MICROS = 250_000;

  private final long periodMicros;
  private long nextMicros;

  /**
   * Starts a clock for one clip.
   *
   * @throws IllegalArgumentException if the period is not positive
   */
  public ClipClock(long periodMicros) {
    if (periodMicros <= 0) {
      throw new IllegalArgumentException(
          "Was a period of " + periodMicros + " us; allowed: 1 or more");
    }
    this.periodMicros = periodMicros;
  }

  @Override
  public boolean chooses(long index, long timeMicros) {
    if (timeMicros < nextMicros) {
      return false;
    }
    nextMicros = (timeMicros / periodMicros + 1) * periodMicros;
    return true;
  }
}
