package org.clipmill.models;

import java.util.List;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * An encoder or a trunk in a network file, run through DJL: one per task, over a model that the
 * whole JVM shares. Made by {@link ModelCache}.
 *
 * <p>Frames are brought to size by the resize rule of the model's entry. Without a rule they are
 * taken at the size they have; if the entry then names a size, they must have that one.
 */
final class OnnxFrameEncoder implements FrameEncoder, FeatureMapExtractor {
  private final FrameRunner runner;
  private final @Nullable Tokens tokens;

  OnnxFrameEncoder(LoadedModel model) {
    Network vision = model.vision();
    this.runner = new FrameRunner(model.entry(), vision);
    this.tokens = vision.binding().isJoint() ? model.tokenizer().shortest() : null;
  }

  @Override
  public int batchSize() {
    return runner.batchSize();
  }

  @Override
  public List<FrameCode> encode(List<RgbFrame> frames) {
    return runner.run(frames, tokens);
  }

  @Override
  public List<FrameCode> maps(List<RgbFrame> frames) {
    return runner.run(frames, tokens);
  }

  @Override
  public void close() {
    runner.close();
  }
}
