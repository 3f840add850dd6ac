package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.clipmill.core.encode.ShotBoundaries;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Turns a window of small frames into the tensor that TransNetV2 takes, and its logits into
 * probabilities. Exports differ: uint8 or float32, both from 0 to 255; colours in the last axis or
 * in the third.
 */
final class ShotTranslator implements NoBatchifyTranslator<List<RgbFrame>, ShotBoundaries> {
  private final Binding binding;
  private final TensorOutput.Values values;
  private final TensorSpec input;
  private final boolean coloursFirst;
  private final PixelBuffer memory;
  private byte[] planes = new byte[0];

  ShotTranslator(Binding binding, TensorOutput.Values values, PixelBuffer memory) {
    this.memory = memory;
    this.binding = binding;
    this.values = values;
    this.input = binding.framesOrThrow();
    this.coloursFirst = input.shape().size() == 5 && input.shape().get(2) == RgbFrame.CHANNELS;
  }

  @Override
  public NDList processInput(TranslatorContext context, List<RgbFrame> window) {
    RgbFrame first = window.get(0);
    int height = first.height();
    int width = first.width();
    boolean isFloat = input.type() == TensorType.FLOAT32;
    int count = window.size() * height * width * RgbFrame.CHANNELS;
    ByteBuffer buffer = memory.reserved(count * (isFloat ? Float.BYTES : 1));
    FloatBuffer floats = buffer.asFloatBuffer();
    for (RgbFrame frame : window) {
      byte[] pixels = coloursFirst ? planes(frame) : frame.bytes();
      for (int i = 0; i < height * width * RgbFrame.CHANNELS; i++) {
        if (isFloat) {
          floats.put(pixels[i] & 0xFF);
        } else {
          buffer.put(pixels[i]);
        }
      }
    }
    Shape shape =
        coloursFirst
            ? new Shape(1, window.size(), RgbFrame.CHANNELS, height, width)
            : new Shape(1, window.size(), height, width, RgbFrame.CHANNELS);
    NDArray array =
        isFloat
            ? context.getNDManager().create(floats.flip(), shape, DataType.FLOAT32)
            : context.getNDManager().create(buffer.flip(), shape, DataType.UINT8);
    array.setName(input.name());
    return new NDList(array);
  }

  /** Gives one plane per colour, overwritten by the next call. */
  private byte[] planes(RgbFrame frame) {
    int pixels = frame.width() * frame.height();
    if (planes.length != RgbFrame.CHANNELS * pixels) {
      planes = new byte[RgbFrame.CHANNELS * pixels];
    }
    for (int i = 0; i < planes.length; i++) {
      planes[i % RgbFrame.CHANNELS * pixels + i / RgbFrame.CHANNELS] = frame.bytes()[i];
    }
    return planes;
  }

  @Override
  public ShotBoundaries processOutput(TranslatorContext context, NDList list) {
    float[] ends = probabilities(list, Objects.requireNonNull(binding.frameOutput(), "bound"));
    float[] transitions = probabilities(list, binding.secondOutput());
    return new ShotBoundaries(ends, transitions);
  }

  private float[] probabilities(NDList list, @Nullable TensorSpec spec) {
    if (spec == null) {
      return new float[0];
    }
    OutputTensor output = OutputTensor.named(list, spec.name());
    float[] probabilities = output.values();
    if (probabilities.length != OnnxShotDetector.WINDOW) {
      throw output.unexpected("one number for each of " + OnnxShotDetector.WINDOW + " frames");
    }
    for (int i = 0; i < probabilities.length && values == TensorOutput.Values.LOGITS; i++) {
      probabilities[i] = (float) (1.0 / (1.0 + Math.exp(-probabilities[i])));
    }
    return probabilities;
  }
}
