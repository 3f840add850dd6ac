package org.clipmill.models;

import java.util.List;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.RgbFrame;

/** A classifier in a network file, run through DJL. Made by {@link ModelCache}. */
final class OnnxFrameClassifier implements FrameClassifier {
  private final FrameRunner runner;
  private final List<String> labels;

  OnnxFrameClassifier(LoadedModel model) {
    this.runner = new FrameRunner(model.entry(), model.vision());
    this.labels = model.labels();
  }

  @Override
  public int batchSize() {
    return runner.batchSize();
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public List<float[]> logits(List<RgbFrame> frames) {
    return runner.run(frames, null).stream().map(FrameCode::values).toList();
  }

  @Override
  public void close() {
    runner.close();
  }
}
