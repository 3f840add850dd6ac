package org.clipmill.media;

import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;

/** What became of one {@link CutRequest}. */
public sealed interface CutResult {

  /** Gives what was asked for. */
  CutRequest request();

  /**
   * Gives the facts of the written clip.
   *
   * @throws ClipException what was wrong, if it was not written
   */
  Written written();

  /**
   * A clip that lies complete and verified under its target's name.
   *
   * @param request what was asked for
   * @param frames how many frames it has; decoded and counted
   * @param firstFrame the number of its first frame in the video, at the nominal rate
   * @param endFrame the number after that of its last frame
   * @param width columns of its upright picture, even
   * @param height rows of its upright picture, even
   * @param frameRate the nominal rate of the video
   * @param startMicros when its first frame is shown, since the first of the video
   * @param durationMicros from the start of its first frame to the end of its last
   * @param fileBytes the size of its file
   */
  record Written(
      CutRequest request,
      long frames,
      long firstFrame,
      long endFrame,
      int width,
      int height,
      FrameRate frameRate,
      long startMicros,
      long durationMicros,
      long fileBytes)
      implements CutResult {
    @Override
    public Written written() {
      return this;
    }
  }

  /**
   * A clip that could not be written; nothing lies under its target's name that was not there
   * before.
   *
   * @param request what was asked for
   * @param error why
   */
  record Failed(CutRequest request, ClipException error) implements CutResult {
    @Override
    public Written written() {
      throw error;
    }
  }
}
