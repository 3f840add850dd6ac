package org.clipmill.core.encode;

import java.util.List;
import org.clipmill.core.frame.RgbFrame;

/**
 * A learned model that turns frames into numbers: the moments of a VAE, the embedding of an image
 * encoder. Implementations bring the frames to the size and range that the model wants. Not for two
 * threads at once.
 */
public interface FrameEncoder extends AutoCloseable {

  /** Gives how many frames one call should hold for best speed; at least 1. */
  int batchSize();

  /**
   * Gives one code per frame, in the order of the frames.
   *
   * @param frames any number of frames, all of one size; an empty list gives an empty list
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the model rejects them
   */
  List<FrameCode> encode(List<RgbFrame> frames);

  @Override
  void close();
}
