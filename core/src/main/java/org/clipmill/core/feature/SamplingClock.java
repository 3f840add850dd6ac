package org.clipmill.core.feature;

/**
 * Says which frames of a clip are measured. Counts what it chose: one clock is for one clip, asked
 * once for each frame in order.
 */
public interface SamplingClock {

  /**
   * Tells whether this frame is measured.
   *
   * @param index number of the frame in the clip; the first is 0
   * @param timeMicros when it is shown, in microseconds since the first frame of the clip
   */
  boolean chooses(long index, long timeMicros);
}
