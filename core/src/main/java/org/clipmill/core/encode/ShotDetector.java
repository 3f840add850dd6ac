package org.clipmill.core.encode;

import org.clipmill.core.frame.RgbFrame;

/**
 * A learned model that finds where one camera shot ends and the next begins. Looks at every frame
 * of a video. Not for two threads at once.
 */
public interface ShotDetector extends AutoCloseable {

  /**
   * Reads all frames of a video, in order, and tells of each how likely a shot ends there. Memory
   * grows by two numbers a frame; the pixels of a frame are not needed once the next one is asked
   * for.
   *
   * @param frames any number of frames of any one size; none gives no probabilities
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the model rejects them
   */
  ShotBoundaries detect(Iterable<RgbFrame> frames);

  @Override
  void close();
}
