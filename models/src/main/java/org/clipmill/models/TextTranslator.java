package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.clipmill.core.frame.RgbFrame;

/**
 * Turns one text into input tensors and the output tensor into a vector. A network that wants a
 * frame beside the text gets a grey one.
 */
final class TextTranslator implements NoBatchifyTranslator<Tokens, float[]> {
  private final ModelEntry entry;
  private final TextInput text;
  private final Binding binding;
  private int tokens;

  TextTranslator(ModelEntry entry, Binding binding) {
    this.entry = entry;
    this.text = Objects.requireNonNull(entry.text(), "a model that reads texts says how");
    this.binding = binding;
  }

  @Override
  public NDList processInput(TranslatorContext context, Tokens input) {
    tokens = (int) Arrays.stream(input.mask()).sum();
    NDList inputs = new NDList();
    TokenTensors.add(inputs, context.getNDManager(), binding, input, 1);
    TensorSpec frames = binding.frames();
    if (frames != null) {
      NDArray grey = grey(context, frames.type());
      grey.setName(frames.name());
      inputs.add(grey);
    }
    return inputs;
  }

  private NDArray grey(TranslatorContext context, TensorType type) {
    ImageInput.FrameSize size = LoadedModel.trialSize(entry);
    Shape shape = new Shape(1, RgbFrame.CHANNELS, size.height(), size.width());
    int values = Math.toIntExact(shape.size());
    return type == TensorType.FLOAT16
        ? context
            .getNDManager()
            .create(ByteBuffer.allocateDirect(values * Short.BYTES), shape, DataType.FLOAT16)
        : context.getNDManager().create(FloatBuffer.allocate(values), shape, DataType.FLOAT32);
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList list) {
    OutputTensor output = OutputTensor.named(list, binding.textOutputOrThrow().name());
    Integer channels = text.output().channels();
    int rank = output.rank();
    boolean isKnown = (rank == 2 || rank == 3) && output.axis(0) == 1;
    if (!isKnown || (channels != null && output.axis(rank - 1) != channels)) {
      String wanted = channels == null ? "channels" : channels.toString();
      throw output.unexpected("[1, " + wanted + "] or [1, tokens, " + wanted + "]");
    }
    return rank == 2
        ? output.values()
        : Rows.pooled(text.output().pooling(), output.values(), output.axis(1), tokens);
  }
}
