package org.clipmill.core.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.zip.CRC32;
import org.clipmill.core.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortSideTransformTest {

  /**
   * The sums are those of torchvision 0.14.1 with Pillow 9.4: {@code
   * zlib.crc32(numpy.asarray(CenterCrop(224)(Resize(224)(picture))).tobytes())}.
   */
  @ParameterizedTest
  @CsvSource({
    "320, 180, 66f7feb4",
    "241, 426, ef1bc2e0",
    "225, 224, 813bf702",
    "333, 221, df1b17f3",
  })
  void picturesAreThoseOfTorchvision(int width, int height, String expectedCrc) {
    RgbFrame picture =
        Pictures.paint(
            width,
            height,
            (x, y) ->
                ((x * x + 3 * y) & 0xFF) << 16 | ((7 * x + y * y) & 0xFF) << 8 | ((x * y) & 0xFF));
    RgbFrame square = new ShortSideTransform(224, 224, ResizeFilter.BILINEAR).apply(picture);
    CRC32 crc = new CRC32();
    crc.update(square.bytes());
    assertEquals(expectedCrc, "%08x".formatted(crc.getValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "320, 180, 398, 224",
    "426, 241, 395, 224",
    "240, 320, 224, 298",
    "221, 333, 224, 337",
    "224, 225, 224, 225",
    "7, 7, 224, 224",
  })
  void theLongerSideIsRoundedDown(int width, int height, int newWidth, int newHeight) {
    assertEquals(
        new FrameSize(newWidth, newHeight), new FrameSize(width, height).withShortSide(224));
  }

  @ParameterizedTest
  @CsvSource({"224, 224, 0", "225, 224, 0", "226, 224, 1", "227, 224, 2", "229, 224, 2"})
  void halfAPixelGoesToTheEvenSide(int side, int crop, int expected) {
    Crop centred = Crop.centred(new FrameSize(side, side), new FrameSize(crop, crop));
    assertEquals(new Crop(expected, expected, new FrameSize(crop, crop)), centred);
  }

  @Test
  void aSquareThatDoesNotFitIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ShortSideTransform(200, 224, ResizeFilter.BILINEAR));
    assertEquals("Cannot crop 224x224 from pictures whose shorter side is 200", e.getMessage());
  }
}
