package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.clipmill.core.encode.FrameCode;
import org.junit.jupiter.api.Test;

class ClipEmbeddingTest {

  private static ClipEmbedding of(FrameCode... codes) {
    ClipEmbedding.Builder builder = new ClipEmbedding.Builder();
    for (FrameCode code : codes) {
      builder.add(code);
    }
    return builder.build();
  }

  private static FrameCode counting(int channels, int height, int width) {
    float[] values = new float[channels * height * width];
    IntStream.range(0, values.length).forEach(i -> values[i] = i);
    return new FrameCode(channels, height, width, values);
  }

  @Test
  void aVaeCodeBecomesTwoHundredCellMeans() {
    ClipEmbedding embedding = of(counting(8, 30, 30));
    assertEquals(200, embedding.values().length);
    // Cell (channel 1, row 2, column 3) covers rows 12..17 and columns 18..23.
    double expected = 900 + 14.5 * 30 + 20.5;
    assertEquals(expected, embedding.values()[25 + 2 * 5 + 3], 1e-3);
  }

  @Test
  void aPlainEmbeddingIsAveragedOverTheFramesOnly() {
    ClipEmbedding embedding =
        of(
            new FrameCode(3, 1, 1, new float[] {1, 2, 3}),
            new FrameCode(3, 1, 1, new float[] {3, 2, 0}));
    assertArrayEquals(new float[] {2, 2, 1.5f}, embedding.values());
  }

  @Test
  void cellsTakeEveryRowTheyTouchWhereSidesDoNotDivide() {
    ClipEmbedding embedding = of(counting(1, 1, 7));
    assertArrayEquals(new float[] {0.5f, 1.5f, 3, 4.5f, 5.5f}, embedding.values());
  }

  @Test
  void callersCannotChangeAnEmbedding() {
    ClipEmbedding embedding = of(counting(1, 1, 3));
    embedding.values()[0] = 99;
    assertArrayEquals(new float[] {0, 1, 2}, embedding.values());
  }

  @Test
  void noFramesGiveNoEmbedding() {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> of());
    assertEquals("Cannot embed a clip without frames", e.getMessage());
  }
}
