package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MetricTest {
  @Test
  void distancesEqualTheGoldenOnes() throws IOException {
    for (JsonNode golden : FarthestPointTest.json("distances.json")) {
      float[] a = floats(golden.get("a"));
      float[] b = floats(golden.get("b"));
      assertEquals(golden.get("euclidean").asDouble(), Math.sqrt(Metric.L2.between(a, b)), 1e-6);
      assertEquals(golden.get("cosine").asDouble(), Metric.COSINE.between(a, b), 1e-6);
      assertEquals(golden.get("manhattan").asDouble(), Metric.L1.between(a, b), 1e-6);
      assertEquals(golden.get("minkowski3").asDouble(), Metric.MINKOWSKI.between(a, b), 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void equalVectorsAreExactlyZeroApart(Metric metric) {
    for (int length = 1; length < 40; length++) {
      float[] vector = new float[length];
      for (int i = 0; i < length; i++) {
        vector[i] = (float) Math.sin(i + 0.3) / 3;
      }
      assertEquals(0.0, metric.between(vector, vector.clone()));
    }
  }

  @Test
  void aZeroVectorIsOneAwayFromAllButAnother() {
    float[] zero = new float[3];
    assertEquals(1.0, Metric.COSINE.between(zero, new float[] {1, 2, 3}));
    assertEquals(1.0, Metric.COSINE.between(new float[] {1, 2, 3}, zero));
    assertEquals(0.0, Metric.COSINE.between(zero, zero.clone()));
  }

  @Test
  void cosineForgetsLengthButNotDirection() {
    float[] a = {1, 2, 3};
    assertEquals(0.0, Metric.COSINE.between(a, new float[] {2, 4, 6}));
    assertEquals(2.0, Metric.COSINE.between(a, new float[] {-1, -2, -3}), 1e-12);
  }

  @Test
  void vectorsOfDifferentLengthsAreRefused() {
    assertMessage(
        "Was point 1 of dimension 3; expected 2 as in point 0",
        () -> Metric.L2.between(new float[2], new float[3]));
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    assertMessage(
        "Was NaN in point 1; expected finite numbers",
        () -> new Points(2, new float[] {0, 1, 2, Float.NaN}));
    assertMessage(
        "Was Infinity in point 0; expected finite numbers",
        () -> new Points(1, new float[] {Float.POSITIVE_INFINITY}));
  }

  @Test
  void valuesThatDoNotFillRowsAreRefused() {
    assertMessage(
        "Was 5 values; expected a multiple of dimension 2", () -> new Points(2, new float[5]));
    assertMessage("Was no row; expected at least one", () -> Points.ofRows(List.of()));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static float[] floats(JsonNode values) {
    return new ObjectMapper().convertValue(values, float[].class);
  }
}
