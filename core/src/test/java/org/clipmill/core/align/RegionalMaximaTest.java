package org.clipmill.core.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.clipmill.core.encode.FrameCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regional pooling and whitening against what the original computed. */
class RegionalMaximaTest {
  private static final JsonNode GOLDEN = Goldens.json("rmac.json");

  private static float[] floats(JsonNode node) {
    float[] values = new float[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) node.get(i).asDouble();
    }
    return values;
  }

  private static float[] flat(JsonNode rows) {
    List<Float> values = new ArrayList<>();
    rows.forEach(row -> row.forEach(value -> values.add((float) value.asDouble())));
    float[] flat = new float[values.size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = values.get(i);
    }
    return flat;
  }

  private static List<FrameCode> maps() {
    float[] values = Goldens.array("rmac_feature_maps.npy").floats();
    int size = 12 * 5 * 7;
    return List.of(0, 1, 2).stream()
        .map(i -> new FrameCode(12, 5, 7, Arrays.copyOfRange(values, i * size, (i + 1) * size)))
        .toList();
  }

  @Test
  void regionsAreTheOriginals() {
    for (JsonNode golden : GOLDEN.get("regions")) {
      List<RegionGrid.Region> expected = new ArrayList<>();
      for (JsonNode box : golden.get("xywh")) {
        expected.add(
            new RegionGrid.Region(box.get(0).asInt(), box.get(1).asInt(), box.get(2).asInt()));
      }
      List<RegionGrid.Region> actual =
          RegionGrid.of(golden.get("H").asInt(), golden.get("W").asInt(), golden.get("L").asInt());
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < actual.size(); i++) {
        boolean isEmpty = expected.get(i).side() == 0;
        assertEquals(isEmpty ? 1 : expected.get(i).side(), actual.get(i).side());
        assertTrue(isEmpty || expected.get(i).equals(actual.get(i)), golden::toString);
      }
    }
  }

  /** Corners of torch 1.13, which divides by reciprocals in float32. */
  @Test
  void cornersOfLongMapsAreThoseOfFloat32() {
    List<RegionGrid.Region> regions = RegionGrid.of(5, 34, 2);
    assertEquals(new RegionGrid.Region(30, 2, 3), regions.get(regions.size() - 1));
  }

  @Test
  void descriptorsAreTheOriginals() {
    Whitening whitening = Whitening.of(floats(GOLDEN.get("pca_mean")), flat(GOLDEN.get("pca_DVt")));
    int row = 0;
    for (int i = 0; i < 3; i++) {
      for (float[] region : RegionalMaxima.regions(maps().get(i))) {
        assertArrayEquals(floats(GOLDEN.get("regional_l2").get(row)), region, 1e-6f);
        assertArrayEquals(
            floats(GOLDEN.get("pca_applied").get(row)), whitening.apply(region), 2e-5f);
        row++;
      }
      assertArrayEquals(
          floats(GOLDEN.get("rmac").get(i)),
          RegionalMaxima.describe(maps().get(i), whitening),
          2e-5f);
    }
  }

  @Test
  void theFittedProjectionIsTheOriginalsButForSigns() {
    float[] samples = Goldens.array("pca_train.npy").floats();
    for (int components : new int[] {12, 8}) {
      Whitening fitted = Whitening.fit(samples, 12, components);
      assertArrayEquals(floats(GOLDEN.get("pca_mean")), fitted.mean(), 1e-6f);
      JsonNode golden = GOLDEN.get(components == 12 ? "pca_DVt" : "pca8_DVt");
      for (int c = 0; c < components; c++) {
        float[] expected = floats(golden.get(c));
        float[] actual = Arrays.copyOfRange(fitted.projection(), c * 12, (c + 1) * 12);
        double sign = Math.signum(PairProducts.product(expected, 0, actual, 0, 12));
        for (int d = 0; d < 12; d++) {
          assertEquals(expected[d], sign * actual[d], 1e-4 + 2e-4 * Math.abs(expected[d]));
        }
      }
    }
  }

  @Test
  void signsDoNotDependOnTheSamplesOrder() {
    float[] samples = Goldens.array("pca_train.npy").floats();
    float[] turned = new float[samples.length];
    for (int i = 0; i < samples.length / 12; i++) {
      System.arraycopy(samples, i * 12, turned, samples.length - (i + 1) * 12, 12);
    }
    assertArrayEquals(
        Whitening.fit(samples, 12, 12).projection(),
        Whitening.fit(turned, 12, 12).projection(),
        1e-5f);
  }

  @Test
  void eigenvectorsRebuildALargeMatrix() {
    int n = 120;
    SplittableRandom random = new SplittableRandom(4);
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * n + j] = random.nextDouble(-1, 1);
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    assertRebuilt(matrix, n);
  }

  @ParameterizedTest
  @CsvSource({"3, 256", "10, 256", "50, 256", "2, 64", "1, 40"})
  void eigenvectorsRebuildAMatrixOfFewSamplesAndDeadColumns(int samples, int n) {
    SplittableRandom random = new SplittableRandom(samples);
    double[] matrix = new double[n * n];
    for (int sample = 0; sample < samples; sample++) {
      double[] vector = new double[n];
      for (int i = 0; i < n; i += 1 + sample % 2) {
        vector[i] = random.nextInt(3);
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          matrix[i * n + j] += vector[i] * vector[j] / samples / n;
        }
      }
    }
    assertRebuilt(matrix, n);
  }

  private static void assertRebuilt(double[] matrix, int n) {
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double inner = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.value(k) * eigen.vector(k)[i] * eigen.vector(k)[j];
          inner += eigen.vector(i)[k] * eigen.vector(j)[k];
        }
        assertEquals(matrix[i * n + j], sum, 1e-12);
        assertEquals(i == j ? 1 : 0, inner, 1e-12);
      }
      assertTrue(i == 0 || eigen.value(i - 1) >= eigen.value(i));
    }
  }

  @Test
  void emptyRegionsAndFlatSamplesStayFinite() {
    float[] black = RegionalMaxima.describe(new FrameCode(3, 1, 9, new float[27]));
    assertArrayEquals(new float[3], black);
    Whitening flat = Whitening.fit(new float[] {1, 2, 1, 2, 1, 2}, 2, 2);
    for (float value : flat.apply(new float[] {4, 5})) {
      assertTrue(Float.isFinite(value));
    }
    assertArrayEquals(new float[2], flat.apply(new float[] {1, 2}));
  }

  @Test
  void badInputIsRefused() {
    assertEquals(
        "Was a vector of dimension 3; expected 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> Whitening.fit(new float[] {1, 2, 3, 4}, 2, 1).apply(new float[3]))
            .getMessage());
    assertEquals(
        "Was 2 values of dimension 2 for 1 components; expected two samples or more, and 1 to 2",
        assertThrows(IllegalArgumentException.class, () -> Whitening.fit(new float[] {1, 2}, 2, 1))
            .getMessage());
    float[] broken = new float[12];
    broken[5] = Float.NaN;
    assertEquals(
        "Was a vector of length NaN; expected a finite one",
        assertThrows(
                IllegalArgumentException.class,
                () -> RegionalMaxima.describe(new FrameCode(1, 3, 4, broken)))
            .getMessage());
  }
}
