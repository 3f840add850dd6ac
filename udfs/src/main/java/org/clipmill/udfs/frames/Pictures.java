package org.clipmill.udfs.frames;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.RgbFrame;

/** Image files, as the JDK reads and writes them. */
public final class Pictures {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".bmp", ".gif");

  private Pictures() {}

  /** Tells by its ending whether a file is taken for an image. */
  public static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /**
   * Reads an image: the first one of a moving GIF, without transparency, and as it is stored (a
   * note in it that says which side is up is not heeded).
   *
   * @throws ClipException {@code DECODE_FAILED} if it is none, or damaged
   */
  static RgbFrame read(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new ClipException(
            ClipError.DECODE_FAILED, "Cannot decode " + file.getFileName() + ": is no image");
      }
      return frame(image);
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      // ImageIO throws all of these at damaged files.
      throw new ClipException(
          ClipError.DECODE_FAILED, "Cannot decode " + file.getFileName() + ": " + e, e);
    }
  }

  private static RgbFrame frame(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] bytes = new byte[Math.multiplyExact(RgbFrame.CHANNELS * width, height)];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int pixel : row) {
        bytes[at++] = (byte) (pixel >> 16);
        bytes[at++] = (byte) (pixel >> 8);
        bytes[at++] = (byte) pixel;
      }
    }
    return new RgbFrame(width, height, bytes);
  }

  /**
   * Writes an image as PNG.
   *
   * @throws ClipException {@code STORAGE} if it cannot be written
   */
  static void write(RgbFrame frame, Path file) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
    byte[] bytes = frame.bytes();
    for (int y = 0, at = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++, at += RgbFrame.CHANNELS) {
        int pixel = (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
        image.setRGB(x, y, pixel);
      }
    }
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot write " + file + ": " + e, e);
    }
  }
}
