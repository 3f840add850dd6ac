package org.clipmill.models;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.FrameTransform;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames through a network, batch by batch: memory does not grow with their number, but for
 * what comes out. One per task, over a network that the whole JVM shares.
 */
final class FrameRunner implements AutoCloseable {
  private final ModelEntry entry;
  private final Network network;
  private final PixelBuffer buffer;
  private final FrameTransform resize;
  private final Predictor<FrameTranslator.Batch, List<FrameCode>> predictor;
  private boolean closed;

  FrameRunner(ModelEntry entry, Network network) {
    this.entry = entry;
    this.network = network;
    this.buffer = network.takeBuffer();
    ResizeRule rule = entry.input().resize();
    this.resize = rule == null ? frame -> frame : rule.newTransform();
    this.predictor = network.predictor(new FrameTranslator(entry, network.binding(), buffer));
  }

  int batchSize() {
    return entry.batch();
  }

  /**
   * Gives one code per frame.
   *
   * @param tokens the text beside them; null if the network reads none
   * @throws IllegalArgumentException if the frames differ in size
   * @throws IllegalStateException if this is closed
   * @throws ClipException {@code MODEL_FAILED} if the model rejects them
   */
  List<FrameCode> run(List<RgbFrame> frames, @Nullable Tokens tokens) {
    if (closed) {
      throw new IllegalStateException("Cannot run model " + entry.id() + ": it is closed");
    }
    checkSizes(frames);
    List<FrameCode> codes = new ArrayList<>(frames.size());
    for (int start = 0; start < frames.size(); start += entry.batch()) {
      int end = Math.min(start + entry.batch(), frames.size());
      codes.addAll(runBatch(frames.subList(start, end), tokens));
    }
    return codes;
  }

  private void checkSizes(List<RgbFrame> frames) {
    for (RgbFrame frame : frames) {
      if (!size(frame).equals(size(frames.get(0)))) {
        throw new IllegalArgumentException(
            "Was a frame of "
                + size(frame)
                + " after one of "
                + size(frames.get(0))
                + "; expected one size");
      }
    }
    ImageInput.FrameSize expected = entry.input().size();
    boolean isTaken = entry.input().resize() != null || expected == null || frames.isEmpty();
    if (!isTaken && !size(frames.get(0)).equals(expected)) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot run model "
              + entry.id()
              + ": saw frames of "
              + size(frames.get(0))
              + ", expected "
              + expected);
    }
  }

  private List<FrameCode> runBatch(List<RgbFrame> batch, @Nullable Tokens tokens) {
    List<RgbFrame> sized = batch.stream().map(resize::apply).toList();
    try {
      List<FrameCode> codes = predictor.predict(new FrameTranslator.Batch(sized, tokens));
      if (codes.size() != batch.size()) {
        throw failed(batch, "saw " + codes.size() + " codes, expected one a frame", null);
      }
      return codes;
    } catch (TranslateException e) {
      throw failed(batch, LoadedModel.deepest(e), e);
    }
  }

  private ClipException failed(List<RgbFrame> batch, String what, @Nullable Throwable cause) {
    String message =
        "Cannot run model "
            + entry.id()
            + " on "
            + batch.size()
            + " frames of "
            + size(batch.get(0))
            + ": "
            + what;
    return cause == null
        ? new ClipException(ClipError.MODEL_FAILED, message)
        : new ClipException(ClipError.MODEL_FAILED, message, cause);
  }

  private static ImageInput.FrameSize size(RgbFrame frame) {
    return new ImageInput.FrameSize(frame.width(), frame.height());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      predictor.close();
      network.giveBack(buffer);
    }
  }
}
