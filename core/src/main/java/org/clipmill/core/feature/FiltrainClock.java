package org.clipmill.core.feature;

/**
 * filtrain's clock ({@code dataset.py}, {@code split_clip}), for people who have its labels: a
 * frame is chosen while fewer frames have been chosen than quarters of a second have passed since
 * the start of the <em>span</em>. So a clip that begins late in its span gives every frame until
 * the count has caught up. The first and the last frame of a cut are never chosen.
 *
 * <p>It goes by frame numbers and the nominal rate, not by the times of the frames.
 */
public final class FiltrainClock implements SamplingClock {
  private static final double PERIOD_MILLIS = 250.0;

  private final long firstInSpan;
  private final long lastInSpan;
  private final double framesPerSecond;
  private long chosen;

  /**
   * Starts a clock for one clip, whose frame 0 is the first frame of the cut.
   *
   * @param firstInSpan the cut's first frame, as a number in its span, at least 0
   * @param lastInSpan the cut's last frame, as a number in its span; it is not chosen
   * @param framesPerSecond the rate of the span as the metadata has it
   * @throws IllegalArgumentException if the first frame is below 0 or the rate is not positive
   */
  public FiltrainClock(long firstInSpan, long lastInSpan, double framesPerSecond) {
    if (firstInSpan < 0 || !(framesPerSecond > 0.0)) {
      throw new IllegalArgumentException(
          "Was a cut from frame "
              + firstInSpan
              + " at "
              + framesPerSecond
              + " frames per second; allowed: from frame 0 on, at a positive rate");
    }
    this.firstInSpan = firstInSpan;
    this.lastInSpan = lastInSpan;
    this.framesPerSecond = framesPerSecond;
  }

  @Override
  public boolean chooses(long index, long timeMicros) {
    long inSpan = firstInSpan + index;
    if (index == 0 || inSpan >= lastInSpan) {
      return false;
    }
    boolean isDue = chosen * PERIOD_MILLIS < inSpan / framesPerSecond * 1000.0;
    if (isDue) {
      chosen++;
    }
    return isDue;
  }
}
