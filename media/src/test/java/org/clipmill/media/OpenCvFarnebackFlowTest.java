package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.FlowField;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.flow.OpticalFlowContract;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.npy.NpyArray;
import org.junit.jupiter.api.Test;

class OpenCvFarnebackFlowTest extends OpticalFlowContract {

  @Override
  protected OpticalFlow open() {
    return new OpenCvFarnebackFlow();
  }

  private static List<GreyFrame> brightness(
      FiltrainScene scene, Function<RgbFrame, GreyFrame> weights) {
    return scene.transformed().stream().map(weights).toList();
  }

  @Test
  void bothTwinsGiveTheSameVectors() {
    List<FiltrainScene> scenes = new ArrayList<>(FiltrainScene.inProject());
    try (OpticalFlow plain = new FarnebackFlow();
        OpticalFlow openCv = new OpenCvFarnebackFlow()) {
      for (FiltrainScene scene : scenes) {
        List<GreyFrame> grey = brightness(scene, GreyFrame::ofTrueWeights);
        float[] expected = openCv.between(grey.get(0), grey.get(1)).vectors();
        float[] actual = plain.between(grey.get(0), grey.get(1)).vectors();
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], actual[i], 2e-3, scene.name() + " value " + i);
        }
      }
    }
  }

  @Test
  void bothTwinsTreatOddSizesAlike() {
    for (int[] size : new int[][] {{101, 64}, {77, 131}, {40, 33}}) {
      GreyFrame first = noise(size[0], size[1], 1);
      GreyFrame second = noise(size[0], size[1], 2);
      try (OpticalFlow plain = new FarnebackFlow();
          OpticalFlow openCv = new OpenCvFarnebackFlow()) {
        assertEquals(
            openCv.between(first, second).meanMagnitude(),
            plain.between(first, second).meanMagnitude(),
            FiltrainScene.FLOW_TOLERANCE_PX);
      }
    }
  }

  private static GreyFrame noise(int width, int height, long seed) {
    Random random = new Random(seed);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = 255 * random.nextFloat();
    }
    return new GreyFrame(width, height, values);
  }

  @Test
  void everyVectorOfASharedFieldIsThatOfOpenCv() throws IOException {
    NpyArray expected = NpyArray.read(SharedFiles.require("golden/supershy/flow01_pan.npy"));
    FiltrainScene pan =
        FiltrainScene.inShared().stream().filter(s -> s.name().equals("pan")).findFirst().get();
    List<GreyFrame> swapped = brightness(pan, GreyFrame::ofSwappedWeights);
    try (OpticalFlow flow = new OpenCvFarnebackFlow()) {
      FlowField field = flow.between(swapped.get(0), swapped.get(1));
      assertEquals(List.of(240, 240, 2), expected.shape());
      for (int i = 0; i < expected.floats().length; i++) {
        assertEquals(expected.floats()[i], field.vectors()[i], 5e-3, "value " + i);
      }
    }
  }
}
