package org.clipmill.core.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.clipmill.core.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /**
   * From Pillow 9.4: sha256 of Image.fromarray(p).resize((w, h), Image.BICUBIC).tobytes(), where
   * p[y, x, c] = ((7*x*x + 13*(c+1)*y + (5+c)*x*y) >> 2) & 255.
   */
  @ParameterizedTest
  @CsvSource({
    "320, 180, 398, 224, e53ca49f249392475f68e283ecd0f71491d556a8514fe815413c06c55e8030cb",
    "54, 96, 17, 200, c2424831808d8fe61a4586b50143565573513f8811b84fc48c2b0d820d1df75b",
    "640, 360, 48, 27, f0ae1a9fcf650eef2c8002cce99ec2e08d038666491b3a29253115a56730be73",
    "20, 20, 200, 200, 99978da3a7c2dbf6bc416d7bc62f4cf5af6dfce677fd91de2a78953be7dfe67c",
    "7, 5, 7, 50, 2f0a8fc95926eb43c903fccbaa0334a0bd9a62cb79a946c8946a4092ad06619f",
    "3, 5, 64, 2, 5b65dc35066cea883f22a6d5701771cf13602cfb11159307cf3e2eca1adac378",
    "97, 333, 100, 333, 97b32134bf985a075c183a2c3c5e0b5bb1c4d9b249e635ef8793cc205a3f082d",
    "1, 1, 9, 4, 77133f431d5e12dd850002c0d3d4e0fecbe3a7a699d604dc8c5eae9976e1d260",
    "30, 40, 30, 40, 1af273e423a8d3e426a7fd04cce7034522175fc742413432025566f43ff8ace7",
    "200, 150, 31, 151, 87a5f9e242f855bfbf80c6e0bdfda80f5c32c6b243e2f20d7f33f72e802dd5c9"
  })
  void bicubicIsThatOfPillow(int fromWidth, int fromHeight, int width, int height, String sha256)
      throws NoSuchAlgorithmException {
    byte[] rgb = new byte[3 * fromWidth * fromHeight];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % fromWidth;
      int y = i / 3 / fromWidth;
      int c = i % 3;
      rgb[i] = (byte) ((7 * x * x + 13 * (c + 1) * y + (5 + c) * x * y) >> 2);
    }
    FrameSize source = new FrameSize(fromWidth, fromHeight);
    RgbFrame scaled =
        new PillowResize(source, new FrameSize(width, height), ResizeFilter.BICUBIC)
            .apply(new RgbFrame(fromWidth, fromHeight, rgb));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(scaled.bytes());
    assertEquals(sha256, HexFormat.of().formatHex(digest));
  }

  @Test
  void onlyTheKeptRectangleOfTheWholeResultComesBack() {
    int[][] sizes = {{320, 180}, {54, 96}, {1280, 720}, {240, 320}, {3, 5}, {97, 333}};
    for (int[] size : sizes) {
      FrameSize source = new FrameSize(size[0], size[1]);
      FrameSize target = new FrameSize(61, 83);
      RgbFrame frame = noise(size[0], size[1]);
      for (ResizeFilter filter : ResizeFilter.values()) {
        RgbFrame whole = new PillowResize(source, target, filter).apply(frame);
        Crop kept = new Crop(7, 20, new FrameSize(40, 50));
        RgbFrame part = new PillowResize(source, target, kept, filter).apply(frame);
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
        assertArrayEquals(expected, part.bytes(), source + " " + filter);
      }
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
