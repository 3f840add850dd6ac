package org.clipmill.core;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.clipmill.core.frame.RgbFrame;

/** Pictures for tests: read from PNG files, or painted. */
public final class Pictures {
  private Pictures() {}

  /** Gives the pictures of a folder in the order of their names. */
  public static List<RgbFrame> ofFolder(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.png")) {
      entries.forEach(files::add);
      Collections.sort(files);
      List<RgbFrame> pictures = new ArrayList<>();
      for (Path file : files) {
        pictures.add(read(file.toUri().toURL()));
      }
      return pictures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the pictures {@code 0000.png}, {@code 0001.png}, ... of a folder on the class path. */
  public static List<RgbFrame> ofResources(String folder) {
    List<RgbFrame> pictures = new ArrayList<>();
    while (true) {
      URL url = Pictures.class.getResource(folder + "/%04d.png".formatted(pictures.size()));
      if (url == null) {
        return pictures;
      }
      pictures.add(read(url));
    }
  }

  private static RgbFrame read(URL url) {
    try (InputStream in = url.openStream()) {
      BufferedImage image = ImageIO.read(in);
      int width = image.getWidth();
      int height = image.getHeight();
      return paint(width, height, (x, y) -> image.getRGB(x, y));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colour of a point, {@code 0xRRGGBB}. */
  @FunctionalInterface
  public interface Paint {
    int at(int x, int y);
  }

  /** Paints a picture. */
  public static RgbFrame paint(int width, int height, Paint paint) {
    byte[] bytes = new byte[RgbFrame.CHANNELS * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i += RgbFrame.CHANNELS) {
        int rgb = paint.at(x, y);
        bytes[i] = (byte) (rgb >> 16);
        bytes[i + 1] = (byte) (rgb >> 8);
        bytes[i + 2] = (byte) rgb;
      }
    }
    return new RgbFrame(width, height, bytes);
  }
}
