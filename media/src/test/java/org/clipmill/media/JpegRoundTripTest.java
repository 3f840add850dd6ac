package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.Pictures;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.feature.Energy;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class JpegRoundTripTest {

  private static FiltrainScene pan() {
    return FiltrainScene.inProject().stream()
        .filter(scene -> scene.name().equals("pan"))
        .findFirst()
        .get();
  }

  /** The sum over {@code PIL.Image.open} of what {@code cv2.imwrite} made of the first frame. */
  @Test
  void theFrameThatComesBackIsThatOfPillow() {
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      RgbFrame back = jpeg.apply(pan().frames().get(0));
      long sum = 0;
      for (byte value : back.bytes()) {
        sum += value & 0xFF;
      }
      assertEquals(22_071_251, sum);
    }
  }

  @Test
  void theFileIsThatOfOpenCv() throws Exception {
    Path folder = SharedFiles.require("golden/supershy/frames_jpg/pan");
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      for (int i = 0; i < 2; i++) {
        try (BytePointer file = jpeg.encode(pan().frames().get(i))) {
          byte[] bytes = new byte[(int) file.limit()];
          file.get(bytes);
          assertArrayEquals(
              Files.readAllBytes(folder.resolve("%04d.jpg".formatted(i))), bytes, "frame " + i);
        }
      }
    }
  }

  @Test
  void redStaysRed() {
    RgbFrame red = Pictures.paint(64, 48, (x, y) -> 0xE01008);
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      assertTrue(Energy.between(red, jpeg.apply(red)) < 4.0);
    }
  }

  @Test
  void framesOfChangingSizesPass() {
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      for (int side : new int[] {64, 1, 333}) {
        RgbFrame back = jpeg.apply(Pictures.paint(side, 2 * side, (x, y) -> 0x808080));
        assertEquals(side, back.width());
        assertEquals(2 * side, back.height());
      }
    }
  }

  @Test
  void aFrameTooLargeForJpegIsAnError() {
    RgbFrame wide = Pictures.paint(70_000, 1, (x, y) -> 0);
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      ClipException e = assertThrows(ClipException.class, () -> jpeg.apply(wide));
      assertEquals(ClipError.DECODE_FAILED, e.error());
      assertEquals(
          "Cannot pass a frame of 70000x1 through JPEG: expected sides of at most 65500",
          e.getMessage());
    }
  }
}
