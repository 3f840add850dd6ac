package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.ClipMeasurer;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.junit.jupiter.api.Test;

/** A clip whose frames went through JPEG, as filtrain's do. */
class MeasureGoldenTest {
  private static final long STEP_MICROS = 250_000;

  @Test
  void framesThroughJpegAreMeasuredAsByFiltrain() throws Exception {
    JsonNode expected =
        FiltrainScene.json(
            SharedFiles.require("golden/supershy/metrics_jpg_pan.json").toUri().toURL());
    FiltrainScene pan =
        FiltrainScene.inShared().stream().filter(s -> s.name().equals("pan")).findFirst().get();
    try (OpticalFlow flow = new FarnebackFlow();
        JpegRoundTrip jpeg = new JpegRoundTrip()) {
      ClipFeatures features =
          ClipMeasurer.filtrain(flow, jpeg).measure(pan.frames().subList(0, 4), STEP_MICROS);
      double maxEnergy = expected.get("max_rgb_diff").doubleValue();
      double energyTolerance = FiltrainScene.ENERGY_TOLERANCE * maxEnergy;
      assertEquals(maxEnergy, features.maxRgbDiff(), energyTolerance);
      assertEquals(
          expected.get("mean_rgb_diff").doubleValue(), features.meanRgbDiff(), energyTolerance);
      assertEquals(
          expected.get("max_velocity").doubleValue(),
          features.maxVelocity(),
          FiltrainScene.FLOW_TOLERANCE_PX);
      assertEquals(
          expected.get("mean_velocity").doubleValue(),
          features.meanVelocity(),
          FiltrainScene.FLOW_TOLERANCE_PX);
    }
  }
}
