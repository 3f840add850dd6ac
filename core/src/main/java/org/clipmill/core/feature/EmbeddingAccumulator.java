package org.clipmill.core.feature;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;

/**
 * Runs an image embedder over full batches of whole frames and takes the mean of their vectors,
 * each scaled to length 1 first: every frame counts the same. A vector of nothing but zeros stays
 * one.
 */
final class EmbeddingAccumulator {
  private final FrameEncoder embedder;
  private final List<RgbFrame> waiting = new ArrayList<>();
  private final ClipEmbedding.Builder embedding = new ClipEmbedding.Builder();

  EmbeddingAccumulator(FrameEncoder embedder) {
    this.embedder = embedder;
  }

  /** Adds the next frame, whose bytes may be overwritten afterwards. */
  void add(RgbFrame frame) {
    boolean isAlone = embedder.batchSize() == 1;
    waiting.add(isAlone ? frame : copy(frame));
    if (waiting.size() >= embedder.batchSize()) {
      embedWaiting();
    }
  }

  private static RgbFrame copy(RgbFrame frame) {
    return new RgbFrame(frame.width(), frame.height(), frame.bytes().clone());
  }

  private void embedWaiting() {
    for (FrameCode code : embedder.encode(List.copyOf(waiting))) {
      embedding.add(ofLengthOne(code));
    }
    waiting.clear();
  }

  private static FrameCode ofLengthOne(FrameCode code) {
    double squares = 0.0;
    for (float value : code.values()) {
      squares += (double) value * value;
    }
    double length = squares == 0.0 ? 1.0 : Math.sqrt(squares);
    float[] scaled = new float[code.values().length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (code.values()[i] / length);
    }
    return new FrameCode(code.channels(), code.height(), code.width(), scaled);
  }

  /** Embeds what still waits and gives the result; at least one frame must have been added. */
  ClipEmbedding finish() {
    if (!waiting.isEmpty()) {
      embedWaiting();
    }
    return embedding.build();
  }
}
