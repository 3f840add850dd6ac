package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames of one size, and a text where the network wants one beside them, into input tensors,
 * and the output tensor into codes. One translator for one predictor.
 */
final class FrameTranslator
    implements NoBatchifyTranslator<FrameTranslator.Batch, List<FrameCode>> {

  /**
   * What goes through a network at once.
   *
   * @param tokens the text beside the frames; null if the network reads none
   */
  record Batch(List<RgbFrame> frames, @Nullable Tokens tokens) {}

  private final ModelEntry entry;
  private final Binding binding;
  private final PixelBuffer buffer;

  FrameTranslator(ModelEntry entry, Binding binding, PixelBuffer buffer) {
    this.entry = entry;
    this.binding = binding;
    this.buffer = buffer;
  }

  @Override
  public NDList processInput(TranslatorContext context, Batch batch) {
    NDList inputs = new NDList();
    int frames = batch.frames().size();
    inputs.add(pixels(context, batch.frames()));
    if (batch.tokens() != null) {
      int rows = entry.task() == Task.PAIR_SCORER ? frames : 1;
      TokenTensors.add(inputs, context.getNDManager(), binding, batch.tokens(), rows);
    }
    return inputs;
  }

  private NDArray pixels(TranslatorContext context, List<RgbFrame> frames) {
    RgbFrame first = frames.get(0);
    Shape shape = new Shape(frames.size(), RgbFrame.CHANNELS, first.height(), first.width());
    TensorSpec spec = binding.framesOrThrow();
    DataType type = spec.type() == TensorType.FLOAT16 ? DataType.FLOAT16 : DataType.FLOAT32;
    NDArray array =
        context
            .getNDManager()
            .create(
                buffer.filled(frames, frames.size(), first.width() * first.height()), shape, type);
    if (!spec.name().equals(TorchScript.NAMELESS)) {
      array.setName(spec.name());
    }
    return array;
  }

  @Override
  public List<FrameCode> processOutput(TranslatorContext context, NDList list) {
    OutputTensor output = OutputTensor.named(list, binding.frameOutputOrThrow().name());
    Integer channels = entry.output().channels();
    boolean isPicture = entry.task() == Task.VAE_ENCODER || entry.task() == Task.FEATURE_MAPS;
    int rank = output.rank();
    int axis = rank == 3 ? 2 : 1;
    boolean isKnown = isPicture ? rank == 4 : rank == 2 || rank == 3 || isPoint(output);
    if (!isKnown || (channels != null && output.axis(axis) != channels)) {
      String wanted = channels == null ? "channels" : channels.toString();
      throw output.unexpected(
          isPicture
              ? "[batch, " + wanted + ", height, width]"
              : "[batch, " + wanted + "] or [batch, rows, " + wanted + "]");
    }
    return codes(output, isPicture);
  }

  private static boolean isPoint(OutputTensor output) {
    return output.rank() == 4 && output.axis(2) == 1 && output.axis(3) == 1;
  }

  private List<FrameCode> codes(OutputTensor output, boolean isPicture) {
    List<FrameCode> codes = new ArrayList<>();
    for (int frame = 0; frame < output.axis(0); frame++) {
      float[] row = output.row(frame);
      if (isPicture) {
        codes.add(new FrameCode(output.axis(1), output.axis(2), output.axis(3), row));
      } else if (output.rank() == 3) {
        row = Rows.pooled(entry.output().pooling(), row, output.axis(1), output.axis(1));
        codes.add(new FrameCode(row.length, 1, 1, row));
      } else {
        codes.add(new FrameCode(row.length, 1, 1, row));
      }
    }
    return codes;
  }
}
