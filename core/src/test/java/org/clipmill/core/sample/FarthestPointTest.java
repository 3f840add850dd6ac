package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.clipmill.core.random.PythonRandom;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FarthestPointTest {
  private static final Map<Metric, String> PICKS_OF =
      Map.of(
          Metric.L2, "L2_as_coded",
          Metric.COSINE, "cosine_corrected",
          Metric.L1, "manhattan",
          Metric.MINKOWSKI, "minkowski3");
  private static final Map<Metric, String> DISTANCES_OF =
      Map.of(
          Metric.L2, "L2_min_sq_dist",
          Metric.COSINE, "cosine_corrected_min_dist",
          Metric.L1, "manhattan_min_dist",
          Metric.MINKOWSKI, "minkowski3_min_dist");

  @ParameterizedTest
  @EnumSource(Metric.class)
  void picksEqualTheGoldenOnesUpToTheirFirstRepeat(Metric metric) throws IOException {
    int compared = 0;
    for (JsonNode golden : json("fps.json")) {
      Points points = points(golden.get("points").asText());
      int count = golden.get("k").asInt();
      List<Pick> picks = FarthestPoint.pick(points, metric, count, golden.get("seed").asLong());
      assertEquals(Math.min(count, points.count()), picks.size());
      assertEquals(golden.get("init_idx").asInt(), picks.get(0).index());
      compared += compare(golden, metric, picks);
    }
    assertTrue(compared >= 3 * 50 + 3 * 10 + 3 * 2, "compared " + compared);
  }

  private static int compare(JsonNode golden, Metric metric, List<Pick> picks) {
    JsonNode indices = golden.get(PICKS_OF.get(metric));
    JsonNode distances = golden.get(DISTANCES_OF.get(metric));
    Set<Integer> seen = new HashSet<>();
    int at = 0;
    while (at < indices.size() && seen.add(indices.get(at).asInt())) {
      assertEquals(indices.get(at).asInt(), picks.get(at).index(), metric + " pick " + at);
      if (at > 0) {
        double expected = distances.get(at).asDouble();
        assertEquals(expected, picks.get(at).distance(), 1e-6 * Math.max(10, expected));
      }
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void picksAreDistinctAndTheirDistancesNeverGrow(Metric metric) {
    Points points = random(300, 7, 11);
    List<Pick> picks = FarthestPoint.pick(points, metric, 300, 5);
    assertEquals(300, picks.stream().map(Pick::index).distinct().count());
    assertEquals(Double.POSITIVE_INFINITY, picks.get(0).distance());
    for (int i = 1; i < picks.size(); i++) {
      assertTrue(picks.get(i).distance() <= picks.get(i - 1).distance());
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyPickIsTheFarthestOfAllByBruteForce(Metric metric) {
    Points points = random(60, 5, 3);
    List<Pick> picks = FarthestPoint.pick(points, metric, 20, 9);
    Metric.Distance distance = metric.over(points);
    for (int pick = 1; pick < picks.size(); pick++) {
      double farthest = -1.0;
      int index = -1;
      for (int point = 0; point < points.count(); point++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Pick before : picks.subList(0, pick)) {
          nearest = Math.min(nearest, metric.shown(distance.rawBetween(point, before.index())));
        }
        if (nearest > farthest) {
          farthest = nearest;
          index = point;
        }
      }
      assertEquals(new Pick(index, farthest), picks.get(pick));
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void lazyPicksAreThoseOfAFullPassPerPick(Metric metric) {
    for (Points points :
        List.of(
            random(4000, 9, 21),
            clusters(5000, 17, 40, 0.3, 1),
            clusters(3000, 6, 500, 0.0, 2),
            clusters(3000, 33, 300, 1e-3, 3))) {
      List<Pick> expected = fullPasses(points, metric, 700, 4);
      assertEquals(expected, FarthestPoint.pick(points, metric, 700, 4));
      assertEquals(expected, FarthestPoint.pick(points, metric, 700, 4, 3));
    }
  }

  private static List<Pick> fullPasses(Points points, Metric metric, int count, long seed) {
    Metric.Distance distance = metric.over(points);
    double[] nearest = new double[points.count()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    List<Pick> picks = new ArrayList<>();
    int at = new PythonRandom(seed).nextBelow(points.count());
    while (picks.size() < count) {
      picks.add(new Pick(at, metric.shown(nearest[at])));
      nearest[at] = -1;
      int last = at;
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.min(nearest[i], distance.rawBetween(i, last));
        at = nearest[i] > nearest[at] ? i : at;
      }
    }
    return picks;
  }

  /** Clusters that share out the points in turn; without spread their points are copies. */
  private static Points clusters(int count, int dimension, int clusters, double spread, long seed) {
    Random random = new Random(seed);
    float[] values = random(clusters, dimension, seed).values();
    float[] spreadOut = new float[count * dimension];
    for (int i = 0; i < spreadOut.length; i++) {
      double centre = values[i % values.length];
      spreadOut[i] = (float) (centre + spread * random.nextGaussian());
    }
    return new Points(dimension, spreadOut);
  }

  @Test
  void distancesThatOverflowOrVanishAreTakenAsTheyAre() {
    Points points =
        new Points(1, new float[] {0, 1e-30f, 3e38f, -3e38f, 1e-20f, Float.MIN_VALUE, 1, 2, 4, 8});
    for (Metric metric : Metric.values()) {
      assertEquals(fullPasses(points, metric, 10, 1), FarthestPoint.pick(points, metric, 10, 1));
    }
  }

  @Test
  void zeroVectorsAreAsFarFromAllOthersAsVectorsAtRightAngles() {
    Points points =
        new Points(2, new float[] {0, 0, 1, 0, 5, 0, 0, 0, 3, 1e-3f, 1, 1e-3f, 0, 1, 2, 0});
    assertEquals(
        fullPasses(points, Metric.COSINE, 8, 3), FarthestPoint.pick(points, Metric.COSINE, 8, 3));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void theRadiusIsThatOfAllPairs(Metric metric) {
    Points points = clusters(2000, 11, 60, 0.2, 5);
    int[] picks = new Random(3).ints(0, 2000).distinct().limit(300).toArray();
    Metric.Distance distance = metric.over(points);
    double radius = 0.0;
    for (int i = 0; i < points.count(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int pick : picks) {
        nearest = Math.min(nearest, distance.rawBetween(i, pick));
      }
      radius = Math.max(radius, nearest);
    }
    assertEquals(metric.shown(radius), CoverageRadius.of(points, metric, picks));
    assertEquals(metric.shown(radius), CoverageRadius.of(points, metric, picks, 2));
  }

  @Test
  void noThreadIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> FarthestPoint.pick(random(4, 2, 1), Metric.L2, 1, 1, 0));
    assertEquals("Was 0 threads; allowed: 1 or more", error.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void copiesOfPickedPointsComeLastByIndex(Metric metric) {
    Points points =
        Points.ofRows(
            List.of(
                new float[] {1, 2}, new float[] {1, 2}, new float[] {5, -3}, new float[] {1, 2}));
    List<Pick> picks = FarthestPoint.pick(points, metric, 4, 0); // randrange(4) of seed 0 is 3
    assertEquals(List.of(3, 2, 0, 1), picks.stream().map(Pick::index).toList());
    assertEquals(0.0, picks.get(2).distance());
    assertEquals(0.0, picks.get(3).distance());
  }

  @Test
  void moreThanThereAreGivesAllOnce() {
    List<Pick> picks = FarthestPoint.pick(random(4, 2, 1), Metric.L2, 9, 1);
    assertEquals(Set.of(0, 1, 2, 3), Set.copyOf(picks.stream().map(Pick::index).toList()));
    assertEquals(4, picks.size());
  }

  @Test
  void nothingToPickGivesNothing() {
    assertEquals(List.of(), FarthestPoint.pick(new Points(3, new float[0]), Metric.L2, 5, 1));
    assertEquals(List.of(), FarthestPoint.pick(random(4, 2, 1), Metric.L2, 0, 1));
  }

  @Test
  void aNegativeCountIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> FarthestPoint.pick(random(4, 2, 1), Metric.L2, -1, 1));
    assertEquals("Was count -1; allowed: 0 or more", error.getMessage());
  }

  @Test
  void picksCoverNoWorseThanTwiceTheBestRadius() {
    Points points = random(40, 2, 8);
    int[] picks =
        FarthestPoint.pick(points, Metric.L1, 2, 4).stream().mapToInt(Pick::index).toArray();
    double best = Double.POSITIVE_INFINITY;
    for (int a = 0; a < 40; a++) {
      for (int b = 0; b < a; b++) {
        best = Math.min(best, CoverageRadius.of(points, Metric.L1, new int[] {a, b}));
      }
    }
    assertTrue(CoverageRadius.of(points, Metric.L1, picks) <= 2 * best);
  }

  @Test
  void theRadiusIsTheDistanceOfThePointThatIsWorstOff() {
    Points line = new Points(1, new float[] {0, 1, 5, 6, 10});
    assertEquals(4.0, CoverageRadius.of(line, Metric.L1, new int[] {1, 3}));
    assertEquals(0.0, CoverageRadius.of(line, Metric.L1, new int[] {0, 1, 2, 3, 4}));
    assertEquals(0.0, CoverageRadius.of(new Points(1, new float[0]), Metric.L1, new int[0]));
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> CoverageRadius.of(line, Metric.L1, new int[0]));
    assertEquals("Was no pick; expected at least one", error.getMessage());
  }

  private static Points random(int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Points(dimension, values);
  }

  static Points points(String name) throws IOException {
    try (InputStream in = resource(name)) {
      NpyFloats array = NpyFloats.read(in);
      return new Points(array.shape()[1], array.values());
    }
  }

  static JsonNode json(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(FarthestPointTest.class.getResourceAsStream(name), name);
  }
}
