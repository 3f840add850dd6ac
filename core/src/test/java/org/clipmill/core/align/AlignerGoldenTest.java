package org.clipmill.core.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The original's descriptors and curves, number by number. */
class AlignerGoldenTest {
  private static final Offsets OFFSETS = Offsets.within(60);
  private static final List<Integer> PERIODS = List.of(97, 53, 211);

  private static Aligner alignerOf(String name) {
    if (name.startsWith("CTE_m")) {
      return new LamvCirculantEncoding(Integer.parseInt(name.substring("CTE_m".length())));
    }
    if (name.equals("TMK_Poullot_m16")) {
      return TemporalMatchKernel.poullot(16, AlignMode.REFERENCE);
    }
    Normalisation normalisation =
        name.contains("feat_freq")
            ? Normalisation.FEATURE_THEN_FREQUENCY
            : switch (name.substring("TMK_T97_53_211_m8_".length())) {
              case "freq" -> Normalisation.FREQUENCY;
              case "feat" -> Normalisation.FEATURE;
              case "matrix" -> Normalisation.MATRIX;
              default -> Normalisation.NONE;
            };
    return TemporalMatchKernel.of(PERIODS, 8, normalisation, AlignMode.REFERENCE);
  }

  @TestFactory
  Stream<DynamicTest> curvesAreTheOriginals() {
    JsonNode cases = Goldens.json("scores.json").get("cases");
    return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
        .map(cases::get)
        .filter(golden -> golden.has("fv_shape"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    FrameFeatures first = Goldens.features("feat_a.npy");
    FrameFeatures second = Goldens.features("feat_b.npy");
    if (golden.get("xs_b").isArray()) {
      second = FrameFeatures.resampled(second.dimension(), second.values(), 25);
      assertArrayEquals(Goldens.doubles(golden.get("xs_b")), second.positions(), 1e-5);
    }
    Aligner aligner = alignerOf(golden.get("name").asText());
    ScoreCurve curve =
        aligner.scorer(OFFSETS).curve(aligner.describe(first), aligner.describe(second));
    double error = Goldens.relativeError(curve.scores(), Goldens.doubles(golden.get("scores")));
    assertTrue(error < 2e-6, () -> "off by " + error);
    assertEquals(golden.get("argmax_offset").asInt(), curve.best().offset());
  }

  @Test
  void coefficientsAreTheOriginals() {
    for (JsonNode golden : Goldens.json("coefficients.json")) {
      double[] expected = Goldens.doubles(golden.get("a_after_clamp_1e-7"));
      double[] actual = KernelWeights.first(expected.length);
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], actual[j], expected[j] * 2e-7);
      }
    }
  }

  @Test
  void descriptorsAreTheOriginals() {
    Aligner poullot = TemporalMatchKernel.poullot(16, AlignMode.REFERENCE);
    assertSums("fv_a_TMK_Poullot_m16.npy", poullot.describe(Goldens.features("feat_a.npy")), 16);
    Aligner small = TemporalMatchKernel.of(PERIODS, 8, Normalisation.NONE, AlignMode.REFERENCE);
    assertSums(
        "fv_b_TMK_T97_53_211_m8_freq.npy", small.describe(Goldens.features("feat_b.npy")), 8);
    assertSums(
        "fv_a_shift7_TMK_T97_53_211_m8.npy",
        small.shift(small.describe(Goldens.features("feat_a.npy")), 7),
        8);
  }

  /** The original holds all sines of a period before all cosines. */
  private static void assertSums(String golden, HarmonicSums actual, int harmonics) {
    float[] expected = Goldens.array(golden).floats();
    int dimension = actual.dimension();
    for (int i = 0; i < expected.length; i++) {
      int period = i / (2 * harmonics * dimension);
      int row = i / dimension % (2 * harmonics);
      int at = ((period * harmonics + row % harmonics) * 2 + row / harmonics) * dimension;
      assertEquals(expected[i], actual.values()[at + i % dimension], 2e-6);
    }
  }

  @Test
  void encodingsAreTheOriginals() {
    float[] expected = Goldens.array("fv_a_CTE_m16.npy").floats();
    HarmonicSums actual = new LamvCirculantEncoding(16).describe(Goldens.features("feat_a.npy"));
    for (int d = 0; d < 16; d++) {
      for (int k = 0; k < 16; k++) {
        assertEquals(expected[d * 32 + k], actual.values()[(2 * k + 1) * 16 + d], 1e-5);
        assertEquals(expected[d * 32 + 16 + k], -actual.values()[2 * k * 16 + d], 1e-5);
      }
    }
  }

  @Test
  void framesOfOtherRatesLieWhereTheOriginalPutsThem() {
    for (JsonNode golden : Goldens.json("rmac.json").get("get_timestamps")) {
      assertArrayEquals(
          Goldens.doubles(golden.get("times_x15")),
          FrameFeatures.resampledPositions(
              golden.get("ori_fps").asDouble(), golden.get("n").asInt()),
          1e-12);
    }
  }
}
