package org.clipmill.core.focus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpacedPicksTest {
  @Test
  void noOtherPicksOfAsManyHaveAGreaterSumWhereAPriceGivesTheNumber() {
    SplittableRandom random = new SplittableRandom(8);
    int optimal = 0;
    for (int round = 0; round < 200; round++) {
      int[] places = random.ints(14, 0, 60).distinct().sorted().toArray();
      double[] values = random.doubles(places.length).toArray();
      int gap = 1 + random.nextInt(9);
      int count = 1 + random.nextInt(4);
      int[] picks = SpacedPicks.of(places, values, count, gap);
      assertSpaced(places, picks, gap);
      double best = bestSum(places, values, gap, count, 0, Integer.MIN_VALUE / 2);
      if (best == Double.NEGATIVE_INFINITY) {
        assertTrue(picks.length < count);
        continue;
      }
      assertEquals(count, picks.length);
      double sum = Arrays.stream(picks).mapToDouble(at -> values[at]).sum();
      assertTrue(sum <= best + 1e-12);
      optimal += sum >= best - 1e-12 ? 1 : 0;
    }
    assertTrue(optimal >= 150, "only " + optimal);
  }

  /** Tries everything. */
  private static double bestSum(
      int[] places, double[] values, int gap, int count, int from, int last) {
    if (count == 0) {
      return 0;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int i = from; i < places.length; i++) {
      if (places[i] - last >= gap) {
        double rest = bestSum(places, values, gap, count - 1, i + 1, places[i]);
        best = Math.max(best, values[i] + rest);
      }
    }
    return best;
  }

  private static void assertSpaced(int[] places, int[] picks, int gap) {
    for (int i = 1; i < picks.length; i++) {
      assertTrue(places[picks[i]] - places[picks[i - 1]] >= gap);
    }
  }

  @Test
  void equalPlacesAreTakenEvenly() {
    int[] places = IntStream.range(0, 1000).toArray();
    double[] level = new double[1000];
    Arrays.fill(level, 0.3);
    int[] picks = SpacedPicks.of(places, level, 10, 5);
    assertEquals(10, picks.length);
    for (int i = 1; i < 10; i++) {
      assertTrue(Math.abs(picks[i] - picks[i - 1] - 100) <= 5, Arrays.toString(picks));
    }
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    int[] places = {0, 1, 2, 3, 4};
    double[] values = {5, 1, 5, 1, 5};
    assertArrayEquals(new int[] {0, 2, 4}, SpacedPicks.of(places, values, 5, 2));
    assertArrayEquals(new int[] {0, 4}, SpacedPicks.of(places, values, 5, 4));
    assertArrayEquals(new int[0], SpacedPicks.of(places, values, 0, 1));
    assertArrayEquals(new int[0], SpacedPicks.of(new int[0], new double[0], 3, 1));
  }

  @Test
  void aRelevantStretchWithoutAPickGetsItsBest() {
    int[] places = IntStream.range(0, 14).toArray();
    double[] values = {0, 9, 10, 9, 0, 0, 0, 7, 8, 7, 0, 0, 0, 0};
    int[] covered = PeakCover.of(places, values, new int[] {1, 2, 3}, 1, 1);
    assertArrayEquals(new int[] {2, 3, 8}, covered);
    assertArrayEquals(new int[] {1, 2, 3}, PeakCover.of(places, values, new int[] {1, 2, 3}, 0, 1));
    assertArrayEquals(new int[] {2}, PeakCover.of(places, values, new int[] {2}, 1, 1));
  }

  @Test
  void whatAScoreSavesFallsWithTheDistanceToTheThreshold() {
    assertEquals(0.3989422804, FineSearch.psi(0), 1e-7);
    assertEquals(0.0833154706, FineSearch.psi(1), 2e-7);
    assertEquals(0.0084907021, FineSearch.psi(2), 2e-7);
    assertTrue(FineSearch.psi(9) >= 0 && FineSearch.psi(9) < 1e-9);
  }
}
