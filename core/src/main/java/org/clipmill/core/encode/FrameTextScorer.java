package org.clipmill.core.encode;

import java.util.List;
import org.clipmill.core.frame.RgbFrame;

/**
 * A learned model that says how well a frame shows what a text says: two towers whose vectors are
 * compared (CLIP, SigLIP), or one that looks at both together (BLIP-ITM). Implementations bring the
 * frames to the size and range that the model wants. Not for two threads at once.
 */
public interface FrameTextScorer extends AutoCloseable {

  /** Gives how many frames one call should hold for best speed; at least 1. */
  int batchSize();

  /**
   * Makes a text ready: it is cut into tokens, and encoded if the model has a text tower, once for
   * all frames. A text longer than the model takes is cut, its end token kept.
   *
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the text is blank or the
   *     model rejects it
   */
  Query query(String text);

  @Override
  void close();

  /** A text that is ready to be compared with frames; dies with its scorer. */
  interface Query {

    /**
     * Gives one score per frame, in the order of the frames: the higher, the better the frame fits.
     * Finite; its range is the model's own and is the same for every text.
     *
     * @param frames any number of frames, all of one size; an empty list gives no scores
     * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if the model rejects them
     *     or gives a score that is no number
     */
    double[] scores(List<RgbFrame> frames);
  }
}
