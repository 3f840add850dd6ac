package org.clipmill.media;

import java.nio.file.Path;

/**
 * One clip that is to be cut out of a video.
 *
 * @param clipId its id, for messages
 * @param firstFrame its first frame, counted from the first of the video at the nominal rate
 * @param endFrame the frame after its last; {@link #TO_THE_END} for all that follows
 * @param ending what to do if the video ends before the clip
 * @param target the file to write; its ending names the container. An older file is replaced.
 */
public record CutRequest(
    String clipId, long firstFrame, long endFrame, Ending ending, Path target) {
  /** Stands for the end of the video, wherever that is. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  /** What to do if the video ends before the clip. */
  public enum Ending {
    /** The clip is an error: it was cut to frames that are not there. */
    EXACT,
    /**
     * The clip ends with the video: its end was a time, taken for example from the length of a file
     * whose sound is longer than its pictures.
     */
    OR_END_OF_VIDEO
  }

  /** Makes a request for a clip that must end exactly at {@code endFrame}. */
  public CutRequest(String clipId, long firstFrame, long endFrame, Path target) {
    this(clipId, firstFrame, endFrame, Ending.EXACT, target);
  }

  /** Tells whether the clip may end with a video that has so many frames. */
  boolean mayEndAt(long videoFrames) {
    return endFrame <= videoFrames || endFrame == TO_THE_END || ending == Ending.OR_END_OF_VIDEO;
  }
}
