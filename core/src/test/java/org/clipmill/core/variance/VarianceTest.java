package org.clipmill.core.variance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

final class VarianceTest {
  private static final double SSIM_TOLERANCE = 1e-9;
  private static final double FLOW_TOLERANCE_PX = 1e-3;

  /** The features of the goldens are float64, ours float32. */
  private static final double COSINE_TOLERANCE = 1e-7;

  @Test
  void scenesOfTheProjectHaveTheGoldenIndices() throws IOException {
    JsonNode golden = FiltrainScene.json(Objects.requireNonNull(resource("fvi.json")));
    assertScenes(golden, FiltrainScene.inProject());
  }

  @Test
  void allSharedScenesHaveTheGoldenIndices() throws IOException {
    JsonNode golden =
        FiltrainScene.json(SharedFiles.require("golden/evfr/fvi.json").toUri().toURL());
    assertScenes(golden, FiltrainScene.inShared());
  }

  private static void assertScenes(JsonNode golden, List<FiltrainScene> scenes) {
    int compared = 0;
    for (FiltrainScene scene : scenes) {
      JsonNode expected = golden.path(scene.name());
      if (expected.path("n").asInt() == scene.frames().size()) {
        assertScene(expected, scene.frames(), scene.name());
        compared++;
      }
    }
    assertTrue(compared >= 2, "compared " + compared);
  }

  private static void assertScene(JsonNode golden, List<RgbFrame> frames, String name) {
    try (OpticalFlow flow = new FarnebackFlow()) {
      VarianceMeter meter = new VarianceMeter(flow);
      for (int i = 0; i < frames.size(); i++) {
        meter.add(EightBitGrey.of(frames.get(i)));
        float[] features = floats(golden.get("features_8x8_gray_mean").get(i));
        meter.add(new FrameCode(features.length, 1, 1, features));
      }
      double[] similarities = doubles(golden.get("ssim_uniform7"));
      double[] ssvd = Arrays.stream(similarities).map(value -> 1 - value).toArray();
      assertIndex(ssvd, meter.index(FrameVariance.SSVD), SSIM_TOLERANCE, name + " SSVD");
      double[] lengths = doubles(golden.get("flow_mean_mag_u8"));
      assertIndex(lengths, meter.index(FrameVariance.OFVD), FLOW_TOLERANCE_PX, name + " OFVD");
      double[] cosines = doubles(golden.get("feature_cosine_distance"));
      assertIndex(cosines, meter.index(FrameVariance.FSD), COSINE_TOLERANCE, name + " FSD");
    }
  }

  /** A distance that is off by the tolerance moves its share of the sum by so much. */
  private static void assertIndex(
      double[] distances, VarianceIndex index, double tolerance, String name) {
    double sum = Arrays.stream(distances).sum();
    if (sum < distances.length * tolerance) {
      return; // nothing but noise below the tolerance: the shares say nothing
    }
    assertArrayEquals(
        VarianceIndex.ofDistances(distances).weights(), index.weights(), tolerance / sum * 2, name);
  }

  @Test
  void framesAreTheGoldenOnes() throws IOException {
    int adaptive = 0;
    for (JsonNode golden : new ObjectMapper().readTree(resource("frame_sampling.json"))) {
      int frames = golden.get("T").asInt();
      int stride = golden.get("stride").asInt();
      assertEquals(golden.get("count").asInt(), FrameSampling.count(frames, stride));
      assertArrayEquals(ints(golden.get("UFS")), FrameSampling.uniform(frames, stride));
      assertArrayEquals(
          ints(golden.get("RFS_seed42_sorted")), FrameSampling.random(frames, stride, 42));
      if (golden.has("weights")) {
        adaptive++;
        double[] weights = doubles(golden.get("weights"));
        VarianceIndex index = VarianceIndex.ofDistances(Arrays.copyOf(weights, weights.length - 1));
        int[] weighted = ints(golden.get("AFS_weighted_seed42_draw_order"));
        Arrays.sort(weighted);
        assertArrayEquals(weighted, FrameSampling.weighted(index, stride, 42));
        assertArrayEquals(ints(golden.get("AFS_topk")), FrameSampling.top(index, stride));
      }
    }
    assertEquals(1, adaptive);
  }

  @Test
  void everyWayTakesAsManyFrames() {
    VarianceIndex index = VarianceIndex.ofDistances(new double[] {0, 0, 3, 0, 1, 0, 0, 0, 0, 0});
    for (int stride = 1; stride <= 12; stride++) {
      int count = (int) Math.ceil(11.0 / stride);
      assertEquals(count, FrameSampling.uniform(11, stride).length);
      assertEquals(count, FrameSampling.random(11, stride, 7).length);
      assertEquals(count, FrameSampling.top(index, stride).length);
      int[] weighted = FrameSampling.weighted(index, stride, 7);
      assertEquals(count, IntStream.of(weighted).distinct().count());
    }
    assertArrayEquals(new int[] {0, 1, 2, 4}, FrameSampling.weighted(index, 3, 1));
    assertArrayEquals(new int[] {0, 2, 4}, FrameSampling.top(index, 4));
  }

  @Test
  void noFramesAndOneFrameAreTaken() {
    assertEquals(0, FrameSampling.uniform(0, 3).length);
    assertEquals(0, FrameSampling.random(0, 3, 1).length);
    VarianceIndex one = VarianceIndex.ofDistances(new double[0]);
    assertArrayEquals(new int[] {0}, FrameSampling.weighted(one, 9, 1));
    assertEquals(1.0, one.weight(0));
    var error = assertThrows(IllegalArgumentException.class, () -> FrameSampling.uniform(3, 0));
    assertEquals("Was stride 0 over 3 frames; allowed: 1 or more, 0 or more", error.getMessage());
  }

  @Test
  void aStillPictureHasTheSameShareEverywhere() {
    try (OpticalFlow flow = new FarnebackFlow()) {
      VarianceMeter meter = new VarianceMeter(flow);
      for (int i = 0; i < 4; i++) {
        meter.add(grey(40, 40, 1));
        meter.add(new FrameCode(3, 1, 1, new float[] {0.1f, 0.2f, 0.3f}));
      }
      assertArrayEquals(
          new double[] {.25, .25, .25, .25}, meter.index(FrameVariance.SSVD).weights());
      assertArrayEquals(
          new double[] {.25, .25, .25, .25}, meter.index(FrameVariance.FSD).weights());
    }
  }

  @Test
  void distancesThatAreNoneAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> VarianceIndex.ofDistances(new double[] {1, Double.NaN}));
    assertEquals("Was distance NaN after frame 1; allowed: 0 or more", error.getMessage());
  }

  @Test
  void similarityIsOneForEqualPicturesAndSymmetric() {
    GreyFrame a = grey(30, 20, 1);
    GreyFrame b = grey(30, 20, 2);
    assertEquals(1.0, StructuralSimilarity.between(a, a));
    assertEquals(StructuralSimilarity.between(a, b), StructuralSimilarity.between(b, a), 1e-12);
    assertTrue(StructuralSimilarity.between(a, b) < 0.5);
  }

  @Test
  void picturesThatCannotBeComparedAreRefused() {
    var sizes =
        assertThrows(
            IllegalArgumentException.class,
            () -> StructuralSimilarity.between(grey(8, 8, 1), grey(8, 9, 1)));
    assertEquals("Cannot compare pictures of 8x8 and 8x9", sizes.getMessage());
    var small =
        assertThrows(
            IllegalArgumentException.class,
            () -> StructuralSimilarity.between(grey(8, 6, 1), grey(8, 6, 1)));
    assertEquals("Was a picture of 8x6; expected at least 7x7", small.getMessage());
  }

  private static GreyFrame grey(int width, int height, long seed) {
    return new GreyFrame(width, height, floats(width * height, seed));
  }

  private static float[] floats(int count, long seed) {
    float[] values = new float[count];
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(256);
    }
    return values;
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(VarianceTest.class.getResource(name), name);
  }

  private static double[] doubles(JsonNode values) {
    return new ObjectMapper().convertValue(values, double[].class);
  }

  private static float[] floats(JsonNode values) {
    return new ObjectMapper().convertValue(values, float[].class);
  }

  private static int[] ints(JsonNode values) {
    return new ObjectMapper().convertValue(values, int[].class);
  }
}
