package org.clipmill.core.feature;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/** Runs the encoder over full batches and compares each code with the one before it. */
final class LatentAccumulator implements FeatureAccumulator {
  private final FrameEncoder encoder;
  private final List<RgbFrame> waiting = new ArrayList<>();
  private final RunningStatistics meanSquaredErrors = new RunningStatistics();
  private final RunningStatistics cosines = new RunningStatistics();
  private final ClipEmbedding.Builder embedding = new ClipEmbedding.Builder();
  private @Nullable FrameCode previous;

  LatentAccumulator(FrameEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void add(SampledFrame frame) {
    waiting.add(frame.picture());
    if (waiting.size() >= encoder.batchSize()) {
      encodeWaiting();
    }
  }

  private void encodeWaiting() {
    for (FrameCode code : encoder.encode(List.copyOf(waiting))) {
      if (previous != null) {
        meanSquaredErrors.add(LatentMotion.meanSquaredError(previous, code));
        cosines.add(LatentMotion.cosine(previous, code));
      }
      embedding.add(code);
      previous = code;
    }
    waiting.clear();
  }

  /** Encodes what still waits and gives the result; at least one frame must have been added. */
  LatentFeatures finish() {
    if (!waiting.isEmpty()) {
      encodeWaiting();
    }
    double cosSim = cosines.isEmpty() ? 1.0 : cosines.mean();
    return new LatentFeatures(meanSquaredErrors.mean(), cosSim, embedding.build());
  }
}
