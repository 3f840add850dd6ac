package org.clipmill.core.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.encode.ShotBoundaries.Shot;
import org.junit.jupiter.api.Test;

final class ShotBoundariesTest {
  private static List<Shot> shots(String ends) {
    float[] probabilities = new float[ends.length()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = ends.charAt(i) == '|' ? 0.9f : 0.1f;
    }
    return new ShotBoundaries(probabilities, new float[0]).shots(0.5);
  }

  @Test
  void aFrameAboveTheThresholdEndsAShot() {
    assertEquals(List.of(new Shot(0, 3), new Shot(3, 7)), shots("--|----"));
    assertEquals(List.of(new Shot(0, 2), new Shot(2, 4), new Shot(4, 5)), shots("-|-|-"));
  }

  @Test
  void ofARunOfEndsOnlyTheFirstIsInAShot() {
    assertEquals(List.of(new Shot(0, 3), new Shot(6, 8)), shots("--||||--"));
    assertEquals(List.of(new Shot(0, 3)), shots("--||||"));
  }

  @Test
  void videosWithoutCutsAreOneShot() {
    assertEquals(List.of(), shots(""));
    assertEquals(List.of(new Shot(0, 1)), shots("-"));
    assertEquals(List.of(new Shot(0, 1)), shots("|"));
    assertEquals(List.of(new Shot(0, 4)), shots("----"));
    assertEquals(List.of(new Shot(0, 4)), shots("||||"));
  }

  @Test
  void anEndAtTheFirstFrameEndsNothing() {
    assertEquals(List.of(new Shot(2, 4)), shots("||--"));
  }

  @Test
  void aProbabilityAtTheThresholdIsNotAboveIt() {
    float[] half = {0.5f, 0.5f};
    assertEquals(List.of(new Shot(0, 2)), new ShotBoundaries(half, half).shots(0.5));
  }

  /** TransNetV2's predictions_to_scenes, written down step by step. */
  @Test
  void everyPatternOfTwelveFramesIsCutAsTheOriginalCutsIt() {
    for (int pattern = 0; pattern < 1 << 12; pattern++) {
      StringBuilder ends = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        ends.append((pattern >> i & 1) == 1 ? '|' : '-');
      }
      assertEquals(original(ends.toString()), shots(ends.toString()), ends.toString());
    }
  }

  private static List<Shot> original(String ends) {
    List<Shot> scenes = new ArrayList<>();
    char before = '-';
    int start = 0;
    for (int i = 0; i < ends.length(); i++) {
      char now = ends.charAt(i);
      if (before == '|' && now == '-') {
        start = i;
      }
      if (before == '-' && now == '|' && i != 0) {
        scenes.add(new Shot(start, i + 1));
      }
      before = now;
    }
    if (before == '-') {
      scenes.add(new Shot(start, ends.length()));
    }
    return scenes.isEmpty() ? List.of(new Shot(0, ends.length())) : scenes;
  }

  @Test
  void transitionsAreOnePerFrameOrNone() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new ShotBoundaries(new float[3], new float[2]));
    assertEquals("Was 2 transitions for 3 frames", error.getMessage());
  }
}
