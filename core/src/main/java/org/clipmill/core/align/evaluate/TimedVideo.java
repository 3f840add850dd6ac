package org.clipmill.core.align.evaluate;

/**
 * A stretch of a video and its place on a common clock.
 *
 * @param id of the video, with the folder where the data set has folders
 * @param beginSeconds start of the stretch in the video
 * @param endSeconds its end in the video
 * @param globalSeconds what the common clock shows when the video starts
 */
public record TimedVideo(String id, double beginSeconds, double endSeconds, double globalSeconds) {
  /** Gives what the common clock shows when the stretch starts. */
  public double startSeconds() {
    return globalSeconds + beginSeconds;
  }

  /** Gives the same stretch under the name of its file alone, as Madonna names videos. */
  public TimedVideo withoutFolder() {
    return new TimedVideo(
        id.substring(id.lastIndexOf('/') + 1), beginSeconds, endSeconds, globalSeconds);
  }

  /** Says whether both stretches show some hundredth of a second of the common clock. */
  boolean overlaps(TimedVideo other) {
    return Hundredths.between(startSeconds(), globalSeconds + endSeconds)
        .meet(Hundredths.between(other.startSeconds(), other.globalSeconds + other.endSeconds));
  }
}
