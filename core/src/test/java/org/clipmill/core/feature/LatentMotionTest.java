package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentMotionTest {
  private static final double TOLERANCE = 1e-4;

  private static FrameCode code(float... values) {
    return new FrameCode(values.length, 1, 1, values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny_conv", "tiny_ldm"})
  void pairsOfSharedLatentsAreThoseOfFiltrain(String encoder) throws Exception {
    NpyArray latents =
        NpyArray.read(SharedFiles.require("golden/supershy/latents_" + encoder + "_pan.npy"));
    JsonNode expected =
        FiltrainScene.json(SharedFiles.require("golden/supershy/metrics.json").toUri().toURL())
            .get("pan")
            .get("emb_" + encoder);
    FrameCode first = frame(latents, 0);
    FrameCode second = frame(latents, 1);
    double mse = expected.get("mse_pairs").get(0).doubleValue();
    assertEquals(mse, LatentMotion.meanSquaredError(first, second), TOLERANCE * mse);
    assertEquals(
        expected.get("cos_pairs").get(0).doubleValue(),
        LatentMotion.cosine(first, second),
        TOLERANCE);
  }

  private static FrameCode frame(NpyArray latents, int frame) {
    int length = 8 * 30 * 30;
    float[] values = Arrays.copyOfRange(latents.floats(), frame * length, (frame + 1) * length);
    return new FrameCode(8, 30, 30, values);
  }

  @Test
  void meanSquaredErrorIsOverAllValues() {
    assertEquals(2.5, LatentMotion.meanSquaredError(code(1, 2), code(3, 1)));
  }

  @Test
  void cosineDependsOnDirectionAlone() {
    assertEquals(1.0, LatentMotion.cosine(code(1, 2), code(10, 20)), 1e-12);
    assertEquals(0.0, LatentMotion.cosine(code(1, 2), code(-2, 1)), 1e-12);
    assertEquals(-1.0, LatentMotion.cosine(code(1, 2), code(-1, -2)), 1e-12);
  }

  @Test
  void zerosHaveNoDirectionButAreTheSame() {
    assertEquals(1.0, LatentMotion.cosine(code(0, 0), code(0, 0)));
    assertEquals(0.0, LatentMotion.cosine(code(0, 0), code(0, 1)));
  }

  @Test
  void codesOfTwoShapesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> LatentMotion.cosine(code(1, 2), code(1)));
    assertEquals("Cannot compare codes of 2x1x1 and 1x1x1", e.getMessage());
  }
}
