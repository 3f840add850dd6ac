package org.clipmill.core.frame;

/**
 * One picture without colour: floats in 0..255, row by row from the top, not rounded.
 *
 * <p>The weights are those of ITU-R BT.601 (0.299, 0.587, 0.114).
 */
public final class GreyFrame {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private final int width;
  private final int height;
  private final float[] values;

  /**
   * Wraps pixels.
   *
   * @param values exactly {@code width * height} floats, {@code [height][width]}
   * @throws IllegalArgumentException if the count does not match
   */
  public GreyFrame(int width, int height, float[] values) {
    if (width <= 0 || height <= 0 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "Was " + width + "x" + height + " with " + values.length + " values; allowed: 1 a pixel");
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** Gives the brightness of a picture. */
  public static GreyFrame ofTrueWeights(RgbFrame frame) {
    return weighted(frame, RED, BLUE);
  }

  /**
   * Gives what filtrain takes for the brightness: red and blue change places, because it reads RGB
   * pictures with OpenCV's BGR formula (filtrain, {@code metrics.py}).
   */
  public static GreyFrame ofSwappedWeights(RgbFrame frame) {
    return weighted(frame, BLUE, RED);
  }

  private static GreyFrame weighted(RgbFrame frame, float redWeight, float blueWeight) {
    byte[] rgb = frame.bytes();
    float[] grey = new float[frame.width() * frame.height()];
    for (int i = 0, j = 0; i < grey.length; i++, j += RgbFrame.CHANNELS) {
      grey[i] =
          (rgb[j] & 0xFF) * redWeight
              + (rgb[j + 1] & 0xFF) * GREEN
              + (rgb[j + 2] & 0xFF) * blueWeight;
    }
    return new GreyFrame(frame.width(), frame.height(), grey);
  }

  /** Gives the number of columns. */
  public int width() {
    return width;
  }

  /** Gives the number of rows. */
  public int height() {
    return height;
  }

  /** Gives the pixels themselves, {@code [height][width]}; not a copy. */
  public float[] values() {
    return values;
  }
}
