package org.clipmill.media.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TableauTest {
  private static final Thing RED_CIRCLE = new Thing(Colour.RED, Shape.CIRCLE);
  private static final Thing BLUE_CROSS = new Thing(Colour.BLUE, Shape.CROSS);
  private static final Thing ORANGE_MOON = new Thing(Colour.ORANGE, Shape.MOON);

  @Test
  void captionsNameCountAndPlaceWhatIsPainted() {
    assertEquals("nothing but sand", captionOf(Backdrop.SAND));
    assertEquals("a red circle on grass", captionOf(Backdrop.GRASS, RED_CIRCLE));
    assertEquals(
        "a red circle and two blue crosses on a brick wall",
        captionOf(Backdrop.BRICKS, RED_CIRCLE, BLUE_CROSS, BLUE_CROSS));
    assertEquals(
        "an orange moon, a red circle and a blue cross at night",
        captionOf(Backdrop.NIGHT, ORANGE_MOON, RED_CIRCLE, BLUE_CROSS));
  }

  @Test
  void moreThingsThanThereIsRoomForAreRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Tableau(Backdrop.SAND, 1, Collections.nCopies(7, RED_CIRCLE)));
    assertEquals("Was 7 things; allowed: at most 6", refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Colour.class)
  void eachThingCoversAboutAsMuchWhereverItRoams(Colour colour) {
    for (Shape shape : Shape.values()) {
      Backdrop backdrop = colour == Colour.BLACK ? Backdrop.SNOW : Backdrop.NIGHT;
      Tableau with = new Tableau(backdrop, 5, List.of(new Thing(colour, shape)));
      Tableau without = new Tableau(backdrop, 5, List.of());
      int atFirst = differing(painted(with, 0), painted(without, 0));
      assertTrue(atFirst > 600, shape + " " + atFirst);
      for (double seconds = 0.5; seconds < 20; seconds += 3.3) {
        int later = differing(painted(with, seconds), painted(without, seconds));
        assertEquals(atFirst, later, 0.06 * atFirst, shape + " at " + seconds);
      }
    }
  }

  @Test
  void sixThingsOfOneKindCoverSixFieldsThatDoNotTouch() {
    Tableau tableau = new Tableau(Backdrop.NIGHT, 3, Collections.nCopies(6, RED_CIRCLE));
    for (double seconds = 0; seconds < 10; seconds += 1.7) {
      RgbFrame picture = painted(tableau, seconds);
      for (int field = 0; field < 6; field++) {
        int reds = redPixels(picture, 60 * (field % 3), 60 * (field / 3), 60);
        assertTrue(reds > 200, "field " + field + " at " + seconds + ": " + reds);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSamePictureAndAnotherOneAnother() {
    Tableau tableau = new Tableau(Backdrop.WATER, 8, List.of(BLUE_CROSS));
    byte[] first = painted(tableau, 1.5).bytes();
    assertArrayEquals(
        first, painted(new Tableau(Backdrop.WATER, 8, List.of(BLUE_CROSS)), 1.5).bytes());
    assertFalse(
        Arrays.equals(
            first, painted(new Tableau(Backdrop.WATER, 9, List.of(BLUE_CROSS)), 1.5).bytes()));
  }

  @Test
  void shapesDifferFromEachOther() {
    for (Shape first : Shape.values()) {
      for (Shape second : Shape.values()) {
        if (first != second) {
          Tableau one = new Tableau(Backdrop.SNOW, 4, List.of(new Thing(Colour.RED, first)));
          Tableau two = new Tableau(Backdrop.SNOW, 4, List.of(new Thing(Colour.RED, second)));
          int differing = differing(painted(one, 0), painted(two, 0));
          assertTrue(differing > 300, first + " and " + second + ": " + differing);
        }
      }
    }
  }

  @Test
  void anInterruptionLastsFromItsStartUpToItsEnd() {
    Scene usual = new Tableau(Backdrop.SAND, 1, List.of());
    Scene shown = new Tableau(Backdrop.SAND, 2, List.of(RED_CIRCLE));
    Scene scene = Scenes.interrupted(usual, 1.0, 2.0, shown);
    assertArrayEquals(painted(usual, 0.99).bytes(), painted(scene, 0.99).bytes());
    assertArrayEquals(painted(shown, 1.0).bytes(), painted(scene, 1.0).bytes());
    assertArrayEquals(painted(shown, 1.99).bytes(), painted(scene, 1.99).bytes());
    assertArrayEquals(painted(usual, 2.0).bytes(), painted(scene, 2.0).bytes());
  }

  private static String captionOf(Backdrop backdrop, Thing... things) {
    return new Tableau(backdrop, 1, List.of(things)).caption();
  }

  private static RgbFrame painted(Scene scene, double seconds) {
    RgbFrame canvas = new RgbFrame(180, 120, new byte[RgbFrame.CHANNELS * 180 * 120]);
    scene.paint(canvas, 0, seconds);
    return canvas;
  }

  private static int differing(RgbFrame first, RgbFrame second) {
    int differing = 0;
    for (int i = 0; i < first.bytes().length; i += RgbFrame.CHANNELS) {
      if (Arrays.compare(first.bytes(), i, i + 3, second.bytes(), i, i + 3) != 0) {
        differing++;
      }
    }
    return differing;
  }

  private static int redPixels(RgbFrame picture, int left, int top, int side) {
    int reds = 0;
    for (int y = top; y < top + side; y++) {
      for (int x = left; x < left + side; x++) {
        int pixel = RgbFrame.CHANNELS * (y * picture.width() + x);
        if ((picture.bytes()[pixel] & 0xFF) > 150 && (picture.bytes()[pixel + 1] & 0xFF) < 80) {
          reds++;
        }
      }
    }
    return reds;
  }
}
