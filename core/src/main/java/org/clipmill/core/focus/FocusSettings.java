package org.clipmill.core.focus;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The settings of FOCUS, in the groups of its three steps.
 *
 * @param arms the first look at the whole video
 * @param zoom the second look at what seemed relevant
 * @param choice which frames are taken
 */
public record FocusSettings(Arms arms, Zoom zoom, Choice choice) implements Serializable {
  private static final int FINE_FRAMES_PER_SHORT_ARM = 4;

  /**
   * The video is cut into arms, and a few frames of each are scored.
   *
   * @param everySeconds length of an arm, as long as that makes enough arms
   * @param least how many arms there are at least; a video of fewer frames has fewer
   * @param extraSamples how many random frames of an arm are scored beside its centre
   * @param leastVariance a smaller variance of the scores of an arm counts as this
   */
  public record Arms(double everySeconds, int least, int extraSamples, double leastVariance)
      implements Serializable {}

  /**
   * Frames around the centres of the best arms are scored.
   *
   * @param share share of the arms that are looked at again, 0 to 1
   * @param least how many arms are looked at again at least
   * @param everySeconds mean distance of the frames that are scored
   * @param uniformShare share of them that lie evenly; the others are drawn
   * @param halfWindowSeconds how far the second look reaches to each side; null for half an arm
   */
  public record Zoom(
      double share,
      int least,
      double everySeconds,
      double uniformShare,
      @Nullable Double halfWindowSeconds)
      implements Serializable {}

  /**
   * The best scored frames are taken, then frames of the best arms.
   *
   * @param topShare share of the keyframes that are the best scored frames, 0 to 1
   * @param leastArms how many arms the others come from at least
   * @param mostArms how many arms they come from at most
   * @param interpolation how the relevance of frames that were not scored is guessed
   * @param temperature of the softmax by which they are drawn; the lower, the greedier
   */
  public record Choice(
      double topShare, int leastArms, int mostArms, Interpolation interpolation, double temperature)
      implements Serializable {}

  /**
   * Gives the settings for a video that is too short for them: one with fewer arms of the wished
   * length than there must be. Its arms are as long as that number makes them, and the second look
   * takes four frames of an arm. A longer video keeps the settings.
   *
   * <p>So a clip of 8 seconds has eight arms of one second, of which three frames each are scored
   * first, and then four of each of the best four arms: about 40 in all.
   *
   * @param seconds length of the video
   */
  public FocusSettings scaledTo(double seconds) {
    if (seconds >= arms.least() * arms.everySeconds()) {
      return this;
    }
    double everySeconds = seconds / arms.least();
    return new FocusSettings(
        new Arms(everySeconds, arms.least(), arms.extraSamples(), arms.leastVariance()),
        new Zoom(
            zoom.share(),
            zoom.least(),
            Math.min(zoom.everySeconds(), everySeconds / FINE_FRAMES_PER_SHORT_ARM),
            zoom.uniformShare(),
            zoom.halfWindowSeconds()),
        choice);
  }

  /** Gives the original's defaults, for long videos. */
  public static FocusSettings usual() {
    return new FocusSettings(
        new Arms(16, 8, 2, 1e-6),
        new Zoom(0.25, 4, 1, 0.5, null),
        new Choice(0.2, 4, 32, Interpolation.NEAREST, 0.06));
  }
}
