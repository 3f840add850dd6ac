package org.clipmill.core.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.npy.NpyArray;
import org.junit.jupiter.api.Test;

class FarnebackFlowTest extends OpticalFlowContract {

  @Override
  protected OpticalFlow open() {
    return new FarnebackFlow();
  }

  @Test
  void flowsOfTheProjectAreThoseOfFiltrain() {
    assertFlows(FiltrainScene.inProject());
  }

  @Test
  void allSharedFlowsAreThoseOfFiltrain() {
    assertFlows(FiltrainScene.inShared());
  }

  private static void assertFlows(List<FiltrainScene> scenes) {
    try (OpticalFlow flow = new FarnebackFlow()) {
      for (FiltrainScene scene : scenes) {
        List<GreyFrame> swapped = brightness(scene, GreyFrame::ofSwappedWeights);
        List<GreyFrame> grey = brightness(scene, GreyFrame::ofTrueWeights);
        double[] asCoded = scene.pairs("flow_pairs_as_coded");
        double[] corrected = scene.pairs("flow_pairs_prev_updated_true_gray");
        for (int i = 0; i < asCoded.length; i++) {
          String pair = scene.name() + " pair " + i;
          double tolerance = FiltrainScene.FLOW_TOLERANCE_PX;
          assertEquals(
              asCoded[i],
              flow.between(swapped.get(0), swapped.get(i + 1)).meanMagnitude(),
              tolerance,
              pair + " as coded");
          assertEquals(
              corrected[i],
              flow.between(grey.get(i), grey.get(i + 1)).meanMagnitude(),
              tolerance,
              pair + " corrected");
        }
      }
    }
  }

  private static List<GreyFrame> brightness(
      FiltrainScene scene, Function<RgbFrame, GreyFrame> weights) {
    return scene.transformed().stream().map(weights).toList();
  }

  @Test
  void everyVectorOfASharedFieldIsThatOfOpenCv() throws IOException {
    NpyArray expected = NpyArray.read(SharedFiles.require("golden/supershy/flow01_pan.npy"));
    FiltrainScene pan =
        FiltrainScene.inShared().stream().filter(s -> s.name().equals("pan")).findFirst().get();
    List<GreyFrame> swapped = brightness(pan, GreyFrame::ofSwappedWeights);
    try (OpticalFlow flow = new FarnebackFlow()) {
      FlowField field = flow.between(swapped.get(0), swapped.get(1));
      assertEquals(List.of(240, 240, 2), expected.shape());
      for (int i = 0; i < expected.floats().length; i++) {
        assertEquals(expected.floats()[i], field.vectors()[i], 5e-3, "value " + i);
      }
    }
  }

  @Test
  void aFrameSeenBeforeGivesTheSameAsANewOne() {
    FiltrainScene pan = FiltrainScene.inProject().get(2);
    try (OpticalFlow seen = new FarnebackFlow();
        OpticalFlow fresh = new FarnebackFlow()) {
      List<GreyFrame> grey = brightness(pan, GreyFrame::ofTrueWeights);
      seen.between(grey.get(1), grey.get(0));
      assertArrayEquals(
          fresh.between(grey.get(0), grey.get(1)).vectors(),
          seen.between(grey.get(0), grey.get(1)).vectors());
    }
  }

  @Test
  void picturesOfAnySizeAreTaken() {
    try (OpticalFlow flow = new FarnebackFlow()) {
      for (int[] size : new int[][] {{1, 1}, {3, 2}, {33, 70}, {101, 64}}) {
        GreyFrame plain = new GreyFrame(size[0], size[1], new float[size[0] * size[1]]);
        assertEquals(0.0, flow.between(plain, plain).meanMagnitude(), 1e-6);
      }
    }
  }
}
