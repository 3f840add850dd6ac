package org.clipmill.core.frame;

import org.clipmill.core.clip.FrameRate;

/**
 * The frames of one video in the order in which they are shown, decoded one by one.
 *
 * <p>Not for two threads at once. Memory does not grow with the length of the video.
 */
public interface FrameSource extends AutoCloseable {

  /** Gives the number of columns of every frame. */
  int width();

  /** Gives the number of rows of every frame. */
  int height();

  /** Gives the nominal rate of the stream. */
  FrameRate frameRate();

  /**
   * Decodes the next frame.
   *
   * @return false when there is none left
   * @throws org.clipmill.core.clip.ClipException {@code DECODE_FAILED} if the stream is damaged
   */
  boolean next();

  /** Gives the number of the current frame; the first frame of the video is 0. */
  long index();

  /** Gives when the current frame is shown, in microseconds since the first frame of the video. */
  long timeMicros();

  /**
   * Gives the current frame in colour.
   *
   * <p>Its bytes are overwritten by the next call. Costs a conversion; frames nobody asks for cost
   * none.
   */
  RgbFrame readRgb();

  @Override
  void close();
}
