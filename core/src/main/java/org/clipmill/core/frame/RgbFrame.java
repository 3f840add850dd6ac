package org.clipmill.core.frame;

/**
 * One picture: 8 bits each of red, green and blue, packed, row by row from the top, no padding.
 *
 * <p>The bytes are not copied: a source may reuse them for its next frame and says so.
 */
public final class RgbFrame {
  /** Bytes of one pixel. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] bytes;

  /**
   * Wraps pixels.
   *
   * @param bytes at least {@code 3 * width * height} bytes, {@code [height][width][r, g, b]}
   * @throws IllegalArgumentException if a side is not positive or the bytes do not suffice
   */
  public RgbFrame(int width, int height, byte[] bytes) {
    if (width <= 0 || height <= 0 || bytes.length < (long) CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "Was " + width + "x" + height + " with " + bytes.length + " bytes; allowed: 3 per pixel");
    }
    this.width = width;
    this.height = height;
    this.bytes = bytes;
  }

  /** Gives the number of columns. */
  public int width() {
    return width;
  }

  /** Gives the number of rows. */
  public int height() {
    return height;
  }

  /** Gives the pixels themselves, {@code [height][width][r, g, b]}; not a copy. */
  public byte[] bytes() {
    return bytes;
  }
}
