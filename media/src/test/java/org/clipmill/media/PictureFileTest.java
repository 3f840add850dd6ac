package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.PictureFile.Coding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureFileTest {
  @TempDir Path folder;

  @Test
  void pngGivesBackEveryPixelAndJpegNearly() throws IOException {
    byte[] bytes = new byte[3 * 16 * 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % 3 == 0 ? 200 : 20 + i / 12);
    }
    RgbFrame frame = new RgbFrame(16, 8, bytes);
    Path png = folder.resolve("frame" + Coding.PNG.ending());
    PictureFile.write(png, frame, Coding.PNG);
    assertArrayEquals(bytes, pixels(png));
    Path jpeg = folder.resolve("frame" + Coding.JPEG.ending());
    PictureFile.write(jpeg, frame, Coding.JPEG);
    byte[] near = pixels(jpeg);
    for (int i = 0; i < bytes.length; i++) {
      assertTrue(Math.abs((bytes[i] & 0xff) - (near[i] & 0xff)) < 24, "byte " + i);
    }
    assertTrue(Files.size(jpeg) > 0);
  }

  private static byte[] pixels(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] bytes = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / 3;
      int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
      bytes[i] = (byte) (rgb >> (16 - 8 * (i % 3)));
    }
    return bytes;
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path file = folder.resolve("no/such/folder.png");
    RgbFrame frame = new RgbFrame(1, 1, new byte[3]);
    var error = assertThrows(ClipException.class, () -> PictureFile.write(file, frame, Coding.PNG));
    assertEquals(ClipError.STORAGE, error.error());
    assertTrue(error.getMessage().startsWith("Cannot write " + file), error.getMessage());
  }
}
