package org.clipmill.media;

import java.nio.file.Path;

/**
 * One clip that is to be cut out of a video.
 *
 * @param clipId its id, for messages
 * @param firstFrame its first frame, counted from the first of the video at the nominal rate
 * @param endFrame the frame after its last; {@link #TO_THE_END} for all that follows
 * @param slackFrames how far the end may lie behind the end of the video, and the clip ends with
 *     the video; 0 if all its frames must be there, {@link #ANY_SLACK} if its end was only a time,
 *     taken for example from the length of a file whose sound is longer than its pictures
 * @param target the file to write; its ending names the container. An older file is replaced.
 */
public record CutRequest(
    String clipId, long firstFrame, long endFrame, long slackFrames, Path target) {
  /** Stands for the end of the video, wherever that is. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  /** The clip ends where the video ends, however early that is. */
  public static final long ANY_SLACK = Integer.MAX_VALUE;

  /** Asks for frames that must all be there. */
  public CutRequest(String clipId, long firstFrame, long endFrame, Path target) {
    this(clipId, firstFrame, endFrame, 0, target);
  }

  /** Tells whether the clip may end with a video that has so many frames. */
  boolean mayEndAt(long videoFrames) {
    return endFrame == TO_THE_END || endFrame - slackFrames <= videoFrames;
  }
}
