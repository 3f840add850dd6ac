package org.clipmill.models;

import ai.onnxruntime.platform.Fp16Conversions;
import org.clipmill.core.frame.RgbFrame;

/** What each byte of each colour becomes: three tables, computed once. */
final class PixelValues {
  private static final int LEVELS = 256;

  private final float[][] floats = new float[RgbFrame.CHANNELS][LEVELS];
  private final short[][] halves = new short[RgbFrame.CHANNELS][LEVELS];
  private final TensorType type;

  /**
   * @param type float32 or float16
   */
  PixelValues(ImageInput input, TensorType type) {
    this.type = type;
    for (int channel = 0; channel < RgbFrame.CHANNELS; channel++) {
      float mean = input.mean().get(channel);
      float std = input.std().get(channel);
      for (int value = 0; value < LEVELS; value++) {
        floats[channel][value] = (value / 255.0f - mean) / std;
        halves[channel][value] = Fp16Conversions.floatToFp16(floats[channel][value]);
      }
    }
  }

  boolean isHalf() {
    return type == TensorType.FLOAT16;
  }

  /** Gives the bytes of one value. */
  int bytes() {
    return isHalf() ? Short.BYTES : Float.BYTES;
  }

  /** Brings packed pixels into one plane per colour, each value through its table. */
  void split(byte[] rgb, float[] planes) {
    int pixels = planes.length / RgbFrame.CHANNELS;
    float[] red = floats[0];
    float[] green = floats[1];
    float[] blue = floats[2];
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += RgbFrame.CHANNELS) {
      planes[pixel] = red[rgb[at] & 0xFF];
      planes[pixel + pixels] = green[rgb[at + 1] & 0xFF];
      planes[pixel + 2 * pixels] = blue[rgb[at + 2] & 0xFF];
    }
  }

  /** As {@link #split(byte[], float[])}, in float16. */
  void split(byte[] rgb, short[] planes) {
    int pixels = planes.length / RgbFrame.CHANNELS;
    for (int pixel = 0, at = 0; pixel < pixels; pixel++, at += RgbFrame.CHANNELS) {
      planes[pixel] = halves[0][rgb[at] & 0xFF];
      planes[pixel + pixels] = halves[1][rgb[at + 1] & 0xFF];
      planes[pixel + 2 * pixels] = halves[2][rgb[at + 2] & 0xFF];
    }
  }
}
