package org.clipmill.core.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.clipmill.core.Pictures;
import org.junit.jupiter.api.Test;

class PillowResizeTest {
  private static RgbFrame noise(int width, int height) {
    Random random = new Random(31L * width + height);
    return Pictures.paint(width, height, (x, y) -> random.nextInt());
  }

  /** From Pillow 9.4: Image.fromarray(ramp).resize((3, 2), Image.BILINEAR). */
  @Test
  void smallPictureIsThatOfPillow() {
    RgbFrame ramp = Pictures.paint(7, 5, (x, y) -> (10 * x + 30 * y) << 16 | (x * x * 5) << 8 | y);
    RgbFrame small =
        new PillowResize(new FrameSize(7, 5), new FrameSize(3, 2), ResizeFilter.BILINEAR)
            .apply(ramp);
    assertArrayEquals(PILLOW_7X5_TO_3X2, unsigned(small.bytes()));
  }

  @Test
  void onlyTheKeptRectangleOfTheWholeResultComesBack() {
    int[][] sizes = {{320, 180}, {54, 96}, {1280, 720}, {240, 320}, {3, 5}, {97, 333}};
    for (int[] size : sizes) {
      FrameSize source = new FrameSize(size[0], size[1]);
      FrameSize target = new FrameSize(61, 83);
      RgbFrame frame = noise(size[0], size[1]);
      RgbFrame whole = new PillowResize(source, target, ResizeFilter.BILINEAR).apply(frame);
      Crop kept = new Crop(7, 20, new FrameSize(40, 50));
      RgbFrame part = new PillowResize(source, target, kept, ResizeFilter.BILINEAR).apply(frame);
      byte[] expected =
          Pictures.paint(
                  40,
                  50,
                  (x, y) -> {
                    int at = 3 * ((y + 20) * 61 + x + 7);
                    return (whole.bytes()[at] & 0xFF) << 16
                        | (whole.bytes()[at + 1] & 0xFF) << 8
                        | (whole.bytes()[at + 2] & 0xFF);
                  })
              .bytes();
      assertArrayEquals(expected, part.bytes(), source.toString());
    }
  }

  @Test
  void aPlainPictureStaysPlain() {
    for (int grey = 0; grey < 256; grey += 51) {
      int level = grey;
      RgbFrame frame = Pictures.paint(101, 57, (x, y) -> level * 0x010101);
      byte[] scaled =
          new PillowResize(new FrameSize(101, 57), new FrameSize(33, 90), ResizeFilter.BILINEAR)
              .apply(frame)
              .bytes();
      byte[] expected = new byte[scaled.length];
      Arrays.fill(expected, (byte) grey);
      assertArrayEquals(expected, scaled);
    }
  }

  @Test
  void theSameSizeChangesNothing() {
    RgbFrame frame = noise(37, 23);
    FrameSize size = FrameSize.of(frame);
    assertArrayEquals(
        frame.bytes(), new PillowResize(size, size, ResizeFilter.BILINEAR).apply(frame).bytes());
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    PillowResize resize =
        new PillowResize(new FrameSize(8, 8), new FrameSize(4, 4), ResizeFilter.BILINEAR);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> resize.apply(noise(9, 8)));
    assertEquals("Was a picture of 9x8; expected 8x8", e.getMessage());
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    Arrays.setAll(values, i -> bytes[i] & 0xFF);
    return values;
  }

  private static final int[] PILLOW_7X5_TO_3X2 = {
    39, 6, 1, 60, 50, 1, 81, 135, 1, 99, 6, 3, 120, 50, 3, 141, 135, 3
  };
}
