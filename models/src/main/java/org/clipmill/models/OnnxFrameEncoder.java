package org.clipmill.models;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;

/**
 * An encoder in an ONNX file, run by ONNX Runtime through DJL: one per task, over a model that the
 * whole JVM shares. Made by {@link ModelCache}.
 *
 * <p>Frames are taken at the size they have. If the model's entry names a size, they must have that
 * size: bringing them to it is a choice of crop and filter that belongs to the caller.
 */
public final class OnnxFrameEncoder implements FrameEncoder {
  private final ModelEntry entry;
  private final LoadedModel model;
  private final FrameTranslator translator;
  private final Predictor<List<RgbFrame>, List<FrameCode>> predictor;
  private boolean closed;

  OnnxFrameEncoder(LoadedModel model) {
    this.entry = model.entry();
    this.model = model;
    this.translator = model.takeTranslator();
    this.predictor = model.newPredictor(translator);
  }

  @Override
  public int batchSize() {
    return entry.batch();
  }

  /**
   * {@inheritDoc}
   *
   * <p>More frames than a batch go through the model batch by batch: memory does not grow with
   * their number, but for the codes themselves.
   *
   * @throws IllegalArgumentException if the frames differ in size
   * @throws IllegalStateException if the encoder is closed
   */
  @Override
  public List<FrameCode> encode(List<RgbFrame> frames) {
    if (closed) {
      throw new IllegalStateException("Cannot encode: the encoder " + entry.id() + " is closed");
    }
    checkSizes(frames);
    List<FrameCode> codes = new ArrayList<>(frames.size());
    for (int start = 0; start < frames.size(); start += entry.batch()) {
      int end = Math.min(start + entry.batch(), frames.size());
      codes.addAll(encodeBatch(frames.subList(start, end)));
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
    if (expected != null && !frames.isEmpty() && !size(frames.get(0)).equals(expected)) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot encode with model "
              + entry.id()
              + ": saw frames of "
              + size(frames.get(0))
              + ", expected "
              + expected);
    }
  }

  private List<FrameCode> encodeBatch(List<RgbFrame> batch) {
    try {
      return predictor.predict(batch);
    } catch (TranslateException e) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot encode frames of "
              + size(batch.get(0))
              + " with model "
              + entry.id()
              + ": "
              + LoadedModel.deepest(e),
          e);
    }
  }

  private static ImageInput.FrameSize size(RgbFrame frame) {
    return new ImageInput.FrameSize(frame.width(), frame.height());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      predictor.close();
      model.giveBack(translator);
    }
  }
}
