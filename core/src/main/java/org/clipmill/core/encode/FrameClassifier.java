package org.clipmill.core.encode;

import java.util.List;
import org.clipmill.core.frame.RgbFrame;

/**
 * A learned model that says which of a list of labels a frame shows. Implementations bring the
 * frames to the size and range that the model wants. Not for two threads at once.
 */
public interface FrameClassifier extends AutoCloseable {

  /** Gives how many frames one call should hold for best speed; at least 1. */
  int batchSize();

  /** Gives the labels in the order of the logits; a label may occur twice. */
  List<String> labels();

  /**
   * Gives one row of logits per frame, in the order of the frames, each as long as {@link #labels}.
   * They are raw: no softmax is applied.
   *
   * @param frames any number of frames, all of one size; an empty list gives an empty list
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the model rejects them
   */
  List<float[]> logits(List<RgbFrame> frames);

  @Override
  void close();
}
