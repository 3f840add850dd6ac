package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class EvfrFarthestPointTest {
  @Test
  void allPicksAreTheGoldenOnesRepeatsIncluded() throws IOException {
    int cosines = 0;
    for (JsonNode golden : FarthestPointTest.json("fps.json")) {
      Points points = FarthestPointTest.points(golden.get("points").asText());
      int count = golden.get("k").asInt();
      long seed = golden.get("seed").asLong();
      String name = golden.get("points").asText() + " seed " + seed;
      assertArrayEquals(
          ints(golden.get("L2_as_coded")),
          EvfrFarthestPoint.pick(points, Metric.L2, count, seed),
          name);
      if (golden.has("cosine_as_coded")) {
        cosines++;
        assertArrayEquals(
            ints(golden.get("cosine_as_coded")),
            EvfrFarthestPoint.pick(points, Metric.COSINE, count, seed),
            name);
      }
    }
    assertTrue(cosines >= 9, "compared " + cosines);
  }

  @Test
  void moreThanThereArePicksTheFirstPointAgainAndAgain() throws IOException {
    int[] picks =
        EvfrFarthestPoint.pick(FarthestPointTest.points("points_grid_25x2.npy"), Metric.L2, 30, 0);
    assertArrayEquals(new int[5], Arrays.copyOfRange(picks, 25, 30));
  }

  /**
   * Picks of FAISS 1.7.3: lengths of 1 differ in the last bit where squares are added in float32.
   */
  @Test
  void parallelVectorsAreBroughtToLengthOneAsFaissDoes() {
    float[] values = {0.8f, 0.4f, 1.2f, 1.2f, 0.6f, 1.8f, 0.4f, 0.2f, 0.6f, 0.4f, 0.2f, 0.6f};
    assertArrayEquals(
        new int[] {3, 0, 0, 0, 0, 0},
        EvfrFarthestPoint.pick(new Points(3, values), Metric.COSINE, 6, 0));
  }

  @Test
  void nothingGivesNothingAndOtherMetricsAreRefused() {
    assertEquals(0, EvfrFarthestPoint.pick(new Points(2, new float[0]), Metric.L2, 3, 0).length);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> EvfrFarthestPoint.pick(new Points(1, new float[1]), Metric.L1, 1, 0));
    assertEquals("Was metric L1; allowed: L2, COSINE", error.getMessage());
  }

  private static int[] ints(JsonNode values) {
    return new ObjectMapper().convertValue(values, int[].class);
  }
}
