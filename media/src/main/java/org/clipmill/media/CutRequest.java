package org.clipmill.media;

import java.nio.file.Path;

/**
 * One clip that is to be cut out of a video.
 *
 * @param clipId its id, for messages
 * @param firstFrame its first frame, counted from the first of the video at the nominal rate
 * @param endFrame the frame after its last; {@link #TO_THE_END} for all that follows
 * @param slackFrames how far the end may lie behind the end of the video; the clip then ends with
 *     the video
 * @param target the file to write; its ending names the container. An older file is replaced.
 */
public record CutRequest(
    String clipId, long firstFrame, long endFrame, long slackFrames, Path target) {
  /** Stands for the end of the video, wherever that is. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  /** Asks for frames that must all be there. */
  public CutRequest(String clipId, long firstFrame, long endFrame, Path target) {
    this(clipId, firstFrame, endFrame, 0, target);
  }
}
