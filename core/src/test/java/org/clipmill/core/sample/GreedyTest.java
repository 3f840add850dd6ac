package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clipmill.core.sample.Greedy.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GreedyTest {
  private static final double GUARANTEE = 1 - 1 / Math.E;
  private static final int ITEMS = 12;
  private static final int SIZE = 4;

  /** New empty sets of every function over the same points. */
  private static Map<String, Supplier<SetFunction>> functions(long seed) {
    Points points = random(ITEMS, 3, seed);
    double[] scores = new Random(seed).doubles(ITEMS).toArray();
    int[] all = IntStream.range(0, ITEMS).toArray();
    Supplier<SetFunction> facility = () -> new FacilityLocation(points, Metric.L2, all);
    return Map.of(
        "facility", facility,
        "facility cosine", () -> new FacilityLocation(points, Metric.COSINE, all),
        "features", () -> new FeatureCoverage(points),
        "mixed", () -> new QualityDiversity(facility.get(), scores, 0.5, SIZE),
        "quality", () -> new QualityDiversity(facility.get(), scores, 1.0, SIZE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void greedyKeepsItsPromiseAgainstAllSets(long seed) {
    functions(seed)
        .forEach(
            (name, empty) -> {
              double best = bestValue(empty);
              double lazy = total(Greedy.lazy(empty.get(), SIZE, 2));
              assertTrue(lazy >= GUARANTEE * best, name + " " + lazy + " of " + best);
              assertTrue(lazy <= best + 1e-12, name + " " + lazy + " of " + best);
              double some = total(Greedy.stochastic(empty.get(), SIZE, 0.01, seed));
              assertTrue(some >= (GUARANTEE - 0.01) * best, name + " " + some + " of " + best);
            });
  }

  private static double bestValue(Supplier<SetFunction> empty) {
    double best = 0.0;
    for (int bits = 0; bits < 1 << ITEMS; bits++) {
      if (Integer.bitCount(bits) == SIZE) {
        int set = bits;
        best =
            Math.max(
                best, value(empty, IntStream.range(0, ITEMS).filter(i -> (set >> i & 1) == 1)));
      }
    }
    return best;
  }

  private static double value(Supplier<SetFunction> empty, IntStream items) {
    SetFunction function = empty.get();
    double value = 0.0;
    for (int item : items.toArray()) {
      value += function.gain(item);
      function.add(item);
    }
    return value;
  }

  @Test
  void lazyGreedyChoosesWhatPlainGreedyChooses() {
    functions(9)
        .forEach(
            (name, empty) -> {
              SetFunction plain = empty.get();
              List<Integer> expected = new ArrayList<>();
              while (expected.size() < ITEMS) {
                int best =
                    IntStream.range(0, ITEMS)
                        .filter(item -> !expected.contains(item))
                        .boxed()
                        .max(
                            (a, b) -> {
                              int order = Double.compare(plain.gain(a), plain.gain(b));
                              return order != 0 ? order : Integer.compare(b, a);
                            })
                        .orElseThrow();
                expected.add(best);
                plain.add(best);
              }
              assertEquals(
                  expected,
                  Greedy.lazy(empty.get(), ITEMS + 5, 1).stream().map(Choice::item).toList(),
                  name);
            });
  }

  @Test
  void functionsAreMonotoneAndSubmodular() {
    Random random = new Random(5);
    functions(10)
        .forEach(
            (name, empty) -> {
              SetFunction small = empty.get();
              SetFunction large = empty.get();
              for (int i = 0; i < 6; i++) {
                int item = random.nextInt(ITEMS);
                large.add(item);
                if (i % 2 == 0) {
                  small.add(item);
                }
                for (int other = 0; other < ITEMS; other++) {
                  assertTrue(large.gain(other) >= 0, name);
                  assertTrue(small.gain(other) >= large.gain(other) - 1e-12, name);
                }
              }
            });
  }

  @Test
  void theSetOfAllPointsIsWorthOne() {
    Points points = random(50, 4, 3);
    int[] all = IntStream.range(0, 50).toArray();
    assertEquals(1.0, total(Greedy.lazy(new FeatureCoverage(points), 50, 1)), 1e-9);
    assertEquals(
        1.0, total(Greedy.lazy(new FacilityLocation(points, Metric.L1, all), 50, 1)), 1e-9);
  }

  @Test
  void scoresAloneChooseTheBestScores() {
    double[] scores = {3, -1, 7, 7, 2};
    SetFunction function =
        new QualityDiversity(new FeatureCoverage(random(5, 2, 1)), scores, 1.0, 3);
    assertEquals(List.of(2, 3, 0), Greedy.lazy(function, 3, 1).stream().map(Choice::item).toList());
  }

  @Test
  void aFewWitnessesEstimateAll() {
    Points points = random(3000, 8, 4);
    int[] all = IntStream.range(0, 3000).toArray();
    int[] some = new Random(1).ints(0, 3000).distinct().limit(500).toArray();
    SetFunction exact = new FacilityLocation(points, Metric.L2, all);
    List<Choice> choices = Greedy.lazy(new FacilityLocation(points, Metric.L2, some), 20, 2);
    double reached = 0.0;
    for (Choice choice : choices) {
      reached += exact.gain(choice.item());
      exact.add(choice.item());
    }
    double best = total(Greedy.lazy(new FacilityLocation(points, Metric.L2, all), 20, 2));
    assertTrue(reached > 0.98 * best, reached + " of " + best);
  }

  @Test
  void whatCannotBeIsRefused() {
    FeatureCoverage function = new FeatureCoverage(random(3, 2, 1));
    assertMessage("Was count -1; allowed: 0 or more", () -> Greedy.lazy(function, -1, 1));
    assertMessage(
        "Was slack 1.0; allowed: above 0, below 1", () -> Greedy.stochastic(function, 1, 1.0, 0));
    assertMessage(
        "Was 2 scores; expected 3", () -> new QualityDiversity(function, new double[2], 0.5, 1));
    assertMessage(
        "Was score NaN of item 1; expected finite numbers",
        () -> new QualityDiversity(function, new double[] {1, Double.NaN, 2}, 0.5, 1));
    assertMessage(
        "Was weight 1.5, size 1; allowed: 0 to 1, 1 or more",
        () -> new QualityDiversity(function, new double[3], 1.5, 1));
    assertMessage(
        "Was no witness; expected at least one",
        () -> new FacilityLocation(random(3, 2, 1), Metric.L2, new int[0]));
    assertEquals(List.of(), Greedy.lazy(function, 0, 1));
    assertEquals(List.of(), Greedy.stochastic(function, 0, 0.5, 1));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static double total(List<Choice> choices) {
    return choices.stream().mapToDouble(Choice::gain).sum();
  }

  private static Points random(int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Points(dimension, values);
  }
}
