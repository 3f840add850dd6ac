package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiverseSelectionTest {
  private static final int POINTS = 400;
  private static final int COUNT = 12;

  private final Points points = random();
  private final double[] scores = new Random(3).doubles(POINTS).toArray();

  @ParameterizedTest
  @EnumSource(SelectionMethod.class)
  void everyMethodPicksDifferentPointsAndTellsTheirDistances(SelectionMethod method) {
    List<Pick> picks = selection(method, 0.5).pick(points, scores, COUNT, 2);
    assertEquals(COUNT, picks.stream().map(Pick::index).distinct().count());
    assertEquals(picks, selection(method, 0.5).pick(points, scores, COUNT, 1));
    Metric.Distance distance = Metric.L1.over(points);
    for (int i = 0; i < COUNT; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (Pick before : picks.subList(0, i)) {
        nearest = Math.min(nearest, distance.rawBetween(picks.get(i).index(), before.index()));
      }
      assertEquals(nearest, picks.get(i).distance());
    }
  }

  @ParameterizedTest
  @EnumSource(SelectionMethod.class)
  void theOrderOfTheRowsChangesNothing(SelectionMethod method) {
    List<String> ids = IntStream.range(0, POINTS).mapToObj(i -> "clip" + i).toList();
    int[] reversed = IntStream.range(0, POINTS).map(i -> POINTS - 1 - i).toArray();
    double[] reversedScores = IntStream.of(reversed).mapToDouble(i -> scores[i]).toArray();
    List<String> reversedIds = IntStream.of(reversed).mapToObj(ids::get).toList();
    DiverseSelection selection = selection(method, 0.5);
    assertEquals(
        names(ids, selection.pickInAnyOrder(ids, points, scores, COUNT, 1)),
        names(
            reversedIds,
            selection.pickInAnyOrder(
                reversedIds, points.rows(reversed), reversedScores, COUNT, 1)));
  }

  @Test
  void eachMethodIsBestAtWhatItIsFor() {
    Map<SelectionMethod, Double> apart = new EnumMap<>(SelectionMethod.class);
    Map<SelectionMethod, Double> nearness = new EnumMap<>(SelectionMethod.class);
    Map<SelectionMethod, Double> quality = new EnumMap<>(SelectionMethod.class);
    for (SelectionMethod method : SelectionMethod.values()) {
      List<Pick> picks = selection(method, 0.8).pick(points, scores, COUNT, 1);
      FacilityLocation near =
          new FacilityLocation(points, Metric.L1, IntStream.range(0, POINTS).toArray());
      picks.forEach(pick -> nearness.merge(method, grown(near, pick.index()), Double::sum));
      apart.put(method, picks.stream().mapToDouble(Pick::distance).min().orElseThrow());
      quality.put(method, picks.stream().mapToDouble(pick -> scores[pick.index()]).sum());
    }
    assertEquals(SelectionMethod.FPS, Collections.max(apart.entrySet(), byValue()).getKey());
    assertEquals(
        SelectionMethod.FACILITY, Collections.max(nearness.entrySet(), byValue()).getKey());
    assertEquals(
        SelectionMethod.QUALITY_DIVERSITY, Collections.max(quality.entrySet(), byValue()).getKey());
  }

  private static double grown(SetFunction function, int item) {
    double gain = function.gain(item);
    function.add(item);
    return gain;
  }

  private static Comparator<Map.Entry<SelectionMethod, Double>> byValue() {
    return Map.Entry.comparingByValue();
  }

  @Test
  void nothingToPickFromGivesNothing() {
    Points none = new Points(2, new float[0]);
    for (SelectionMethod method : SelectionMethod.values()) {
      assertEquals(List.of(), selection(method, 0.5).pick(none, new double[0], 3, 1));
      assertEquals(List.of(), selection(method, 0.5).pick(points, scores, 0, 1));
    }
  }

  private static DiverseSelection selection(SelectionMethod method, double qualityWeight) {
    return new DiverseSelection(method, Metric.L1, qualityWeight, 5);
  }

  private static List<String> names(List<String> ids, List<Pick> picks) {
    return picks.stream().map(pick -> ids.get(pick.index())).toList();
  }

  private static Points random() {
    Random random = new Random(1);
    float[] values = new float[POINTS * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Points(5, values);
  }
}
