package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.Pictures;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class EnergyTest {

  @Test
  void energiesOfTheProjectAreThoseOfFiltrain() {
    assertEnergies(FiltrainScene.inProject());
  }

  @Test
  void allSharedEnergiesAreThoseOfFiltrain() {
    assertEnergies(FiltrainScene.inShared());
  }

  private static void assertEnergies(List<FiltrainScene> scenes) {
    for (FiltrainScene scene : scenes) {
      double[] expected = scene.pairs("energy_pairs");
      assertEquals(expected.length, scene.transformed().size() - 1, scene.name());
      for (int i = 0; i < expected.length; i++) {
        double actual = Energy.between(scene.transformed().get(i), scene.transformed().get(i + 1));
        double tolerance = FiltrainScene.ENERGY_TOLERANCE * expected[i];
        assertEquals(expected[i], actual, tolerance, scene.name() + " pair " + i);
      }
    }
  }

  @Test
  void blackAgainstWhiteIsTheLargest() {
    RgbFrame black = Pictures.paint(4000, 20, (x, y) -> 0);
    RgbFrame white = Pictures.paint(4000, 20, (x, y) -> 0xFFFFFF);
    assertEquals(255.0 * 255.0, Energy.between(black, white));
    assertEquals(0.0, Energy.between(white, white));
  }

  @Test
  void picturesOfTwoSizesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Energy.between(
                    Pictures.paint(3, 2, (x, y) -> 0), Pictures.paint(2, 3, (x, y) -> 0)));
    assertEquals("Cannot compare pictures of 3x2 and 2x3", e.getMessage());
  }
}
