package org.clipmill.core.feature;

import org.clipmill.core.frame.RgbFrame;

/**
 * One of the frames that a clip is measured on.
 *
 * @param timeMicros when it is shown, in microseconds since the first frame of the clip
 * @param picture the frame at the size of measuring; nobody overwrites its bytes
 */
public record SampledFrame(long timeMicros, RgbFrame picture) {

  /** Gives the time from an earlier frame to this one, in seconds. */
  double secondsSince(SampledFrame earlier) {
    return (timeMicros - earlier.timeMicros) / 1e6;
  }
}
