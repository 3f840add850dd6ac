package org.clipmill.core.encode;

import java.util.List;
import org.clipmill.core.frame.RgbFrame;

/**
 * The last convolution maps of a learned model, as regional pooling wants them (R-MAC). Takes
 * frames of any size and keeps their shape: the maps of a wide frame are wide. Not for two threads
 * at once.
 */
public interface FeatureMapExtractor extends AutoCloseable {

  /** Gives how many frames one call should hold for best speed; at least 1. */
  int batchSize();

  /**
   * Gives the maps of each frame, in the order of the frames: {@code [channels][height][width]}.
   *
   * @param frames any number of frames, all of one size; an empty list gives an empty list
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the model rejects them
   */
  List<FrameCode> maps(List<RgbFrame> frames);

  @Override
  void close();
}
