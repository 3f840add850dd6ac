package org.clipmill.core.encode;

/**
 * What a model makes of one frame: {@code [channels][height][width]}, row by row. A plain embedding
 * has height and width 1.
 */
public final class FrameCode {
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  /**
   * Wraps values.
   *
   * @throws IllegalArgumentException if the count does not match the shape
   */
  public FrameCode(int channels, int height, int width, float[] values) {
    if (channels <= 0 || values.length != (long) channels * height * width) {
      throw new IllegalArgumentException(
          "Was " + values.length + " values; expected " + channels + "x" + height + "x" + width);
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Gives the number of channels. */
  public int channels() {
    return channels;
  }

  /** Gives the number of rows of a channel. */
  public int height() {
    return height;
  }

  /** Gives the number of columns of a channel. */
  public int width() {
    return width;
  }

  /** Gives the values themselves, {@code [channels][height][width]}; not a copy. */
  public float[] values() {
    return values;
  }
}
