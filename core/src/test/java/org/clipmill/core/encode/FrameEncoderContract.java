package org.clipmill.core.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

/** What every {@link FrameEncoder} must do. */
public abstract class FrameEncoderContract {
  /** Kernels may add in another order for another batch. */
  private static final float ROUNDING = 1e-5f;

  /** Gives a new encoder. */
  protected abstract FrameEncoder open();

  /** Gives how many columns the frames have. */
  protected abstract int width();

  /** Gives how many rows the frames have. */
  protected abstract int height();

  @Test
  void noFramesGiveNoCodes() {
    try (FrameEncoder encoder = open()) {
      assertEquals(List.of(), encoder.encode(List.of()));
      assertTrue(encoder.batchSize() >= 1);
    }
  }

  @Test
  void codesComeInTheOrderOfTheFrames() {
    List<RgbFrame> frames = noise(5);
    List<RgbFrame> backwards = new ArrayList<>(frames);
    Collections.reverse(backwards);
    try (FrameEncoder encoder = open()) {
      List<FrameCode> codes = encoder.encode(frames);
      List<FrameCode> reversed = encoder.encode(backwards);
      assertEquals(5, codes.size());
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(codes.get(i).values(), reversed.get(4 - i).values(), ROUNDING);
      }
      assertFalse(Arrays.equals(codes.get(0).values(), codes.get(1).values()));
    }
  }

  @Test
  void oneByOneGivesWhatAllAtOnceGives() {
    try (FrameEncoder encoder = open()) {
      List<RgbFrame> frames = noise(2 * encoder.batchSize() + 1);
      List<FrameCode> together = encoder.encode(frames);
      assertEquals(frames.size(), together.size());
      for (int i = 0; i < frames.size(); i++) {
        FrameCode alone = encoder.encode(List.of(frames.get(i))).get(0);
        assertArrayEquals(alone.values(), together.get(i).values(), ROUNDING);
        assertEquals(alone.channels(), together.get(i).channels());
        assertEquals(alone.height(), together.get(i).height());
        assertEquals(alone.width(), together.get(i).width());
      }
    }
  }

  @Test
  void theSameFrameGivesTheSameCodeAgainAndFromAnotherEncoder() {
    List<RgbFrame> frames = noise(1);
    try (FrameEncoder first = open();
        FrameEncoder second = open()) {
      float[] code = first.encode(frames).get(0).values();
      assertArrayEquals(code, first.encode(frames).get(0).values());
      assertArrayEquals(code, second.encode(frames).get(0).values());
    }
  }

  @Test
  void aFrameBufferMayBeUsedAgainAfterwards() {
    List<RgbFrame> frames = noise(1);
    try (FrameEncoder encoder = open()) {
      FrameCode code = encoder.encode(frames).get(0);
      float[] before = code.values().clone();
      Arrays.fill(frames.get(0).bytes(), (byte) 0);
      encoder.encode(frames);
      assertArrayEquals(before, code.values());
    }
  }

  @Test
  void framesOfTwoSizesAreRefused() {
    try (FrameEncoder encoder = open()) {
      RgbFrame other = new RgbFrame(8, 8, new byte[8 * 8 * RgbFrame.CHANNELS]);
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> encoder.encode(List.of(noise(1).get(0), other)));
      assertEquals(
          "Was a frame of 8x8 after one of " + width() + "x" + height() + "; expected one size",
          error.getMessage());
    }
  }

  @Test
  void aClosedEncoderSaysSo() {
    FrameEncoder encoder = open();
    encoder.close();
    encoder.close();
    var error = assertThrows(IllegalStateException.class, () -> encoder.encode(noise(1)));
    assertTrue(error.getMessage().endsWith(" is closed"), error.getMessage());
  }

  /** Gives frames that all differ. */
  protected final List<RgbFrame> noise(int count) {
    Random random = new Random(count);
    List<RgbFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[width() * height() * RgbFrame.CHANNELS];
      random.nextBytes(rgb);
      frames.add(new RgbFrame(width(), height(), rgb));
    }
    return frames;
  }
}
