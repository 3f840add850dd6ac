package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.RgbFrame;

/**
 * Turns frames of one size into the input tensor of a model and its output tensor into codes. Keeps
 * its buffers between calls: one translator for one predictor.
 */
final class FrameTranslator implements NoBatchifyTranslator<List<RgbFrame>, List<FrameCode>> {
  private final ModelEntry entry;
  private final float[][] values = new float[RgbFrame.CHANNELS][256];
  private float[] planes = new float[0];
  private FloatBuffer buffer = FloatBuffer.allocate(0);

  FrameTranslator(ModelEntry entry) {
    this.entry = entry;
    for (int channel = 0; channel < RgbFrame.CHANNELS; channel++) {
      float mean = entry.input().mean().get(channel);
      float std = entry.input().std().get(channel);
      for (int value = 0; value < 256; value++) {
        values[channel][value] = (value / 255.0f - mean) / std;
      }
    }
  }

  @Override
  public NDList processInput(TranslatorContext context, List<RgbFrame> frames) {
    RgbFrame first = frames.get(0);
    int pixels = first.width() * first.height();
    reserve(frames.size(), pixels);
    buffer.clear();
    for (RgbFrame frame : frames) {
      split(frame.bytes(), pixels);
      buffer.put(planes);
    }
    buffer.flip();
    Shape shape = new Shape(frames.size(), RgbFrame.CHANNELS, first.height(), first.width());
    NDArray array = context.getNDManager().create(buffer, shape, DataType.FLOAT32);
    array.setName(entry.input().name());
    return new NDList(array);
  }

  private void reserve(int frames, int pixels) {
    int perFrame = Math.multiplyExact(RgbFrame.CHANNELS, pixels);
    if (planes.length != perFrame) {
      planes = new float[perFrame];
    }
    int floats = Math.multiplyExact(perFrame, frames);
    if (buffer.capacity() < floats) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES));
      buffer = bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
  }

  /** Brings packed pixels into one plane per colour, each value through its table. */
  private void split(byte[] rgb, int pixels) {
    float[] red = values[0];
    float[] green = values[1];
    float[] blue = values[2];
    float[] to = planes;
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += RgbFrame.CHANNELS) {
      to[pixel] = red[rgb[at] & 0xFF];
      to[pixel + pixels] = green[rgb[at + 1] & 0xFF];
      to[pixel + 2 * pixels] = blue[rgb[at + 2] & 0xFF];
    }
  }

  @Override
  public List<FrameCode> processOutput(TranslatorContext context, NDList list) {
    NDArray array = output(list);
    long[] shape = array.getShape().getShape();
    Integer channels = entry.output().channels();
    if (shape.length != 4 || (channels != null && shape[1] != channels)) {
      throw new IllegalStateException(
          "saw output "
              + entry.output().name()
              + " of shape "
              + Arrays.toString(shape)
              + ", expected [batch, "
              + (channels == null ? "channels" : channels)
              + ", height, width]");
    }
    return codes(array.toFloatArray(), shape);
  }

  private NDArray output(NDList list) {
    List<String> seen = new ArrayList<>();
    for (NDArray array : list) {
      if (entry.output().name().equals(array.getName())) {
        return array;
      }
      seen.add(array.getName());
    }
    throw new IllegalStateException(
        "saw outputs " + seen + ", expected one called " + entry.output().name());
  }

  private static List<FrameCode> codes(float[] all, long[] shape) {
    int frames = Math.toIntExact(shape[0]);
    int channels = Math.toIntExact(shape[1]);
    int height = Math.toIntExact(shape[2]);
    int width = Math.toIntExact(shape[3]);
    int length = channels * height * width;
    List<FrameCode> codes = new ArrayList<>(frames);
    for (int frame = 0; frame < frames; frame++) {
      float[] one =
          frames == 1 ? all : Arrays.copyOfRange(all, frame * length, (frame + 1) * length);
      codes.add(new FrameCode(channels, height, width, one));
    }
    return codes;
  }
}
