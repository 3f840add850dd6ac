package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.junit.jupiter.api.Test;

/** Whole clips, from pictures of any size to numbers, in both modes. */
class ClipMeasurerGoldenTest {
  private static final long STEP_MICROS = 250_000;

  @Test
  void clipsOfTheProjectAreMeasuredAsByFiltrain() {
    assertMeasured(FiltrainScene.inProject());
  }

  @Test
  void allSharedClipsAreMeasuredAsByFiltrain() {
    assertMeasured(FiltrainScene.inShared());
  }

  private static void assertMeasured(List<FiltrainScene> scenes) {
    try (OpticalFlow flow = new FarnebackFlow()) {
      ClipMeasurer corrected = ClipMeasurer.corrected(flow);
      // These numbers were taken without JPEG in between.
      ClipMeasurer filtrain = ClipMeasurer.filtrain(flow, frame -> frame);
      for (FiltrainScene scene : scenes) {
        assertFeatures(
            scene,
            corrected.measure(scene.frames(), STEP_MICROS),
            scene.pairs("flow_pairs_prev_updated_true_gray"));
        assertFeatures(
            scene,
            filtrain.measure(scene.frames(), STEP_MICROS),
            scene.pairs("flow_pairs_as_coded"));
      }
    }
  }

  private static void assertFeatures(
      FiltrainScene scene, ClipFeatures features, double[] flowPairs) {
    double[] energyPairs = scene.pairs("energy_pairs");
    double energyTolerance = FiltrainScene.ENERGY_TOLERANCE * max(energyPairs);
    double flowTolerance = FiltrainScene.FLOW_TOLERANCE_PX;
    assertEquals(scene.frames().size(), features.frames(), scene.name());
    assertEquals(max(energyPairs), features.maxRgbDiff(), energyTolerance, scene.name());
    assertEquals(mean(energyPairs), features.meanRgbDiff(), energyTolerance, scene.name());
    assertEquals(max(flowPairs), features.maxVelocity(), flowTolerance, scene.name());
    assertEquals(mean(flowPairs), features.meanVelocity(), flowTolerance, scene.name());
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
