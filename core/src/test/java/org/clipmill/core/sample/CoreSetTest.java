package org.clipmill.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.clipmill.core.sample.CoreSet.Settings;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.junit.jupiter.api.Test;

final class CoreSetTest {
  private static final int COUNT = 60;

  /** Against the exact radius, in the Euclidean distance. */
  private static final double MOST_OVER_EXACT = 1.10;

  @Test
  void theRadiusIsNearTheExactOneHoweverThePointsLie() {
    for (long seed = 1; seed <= 3; seed++) {
      for (Points points :
          List.of(
              points(4000, 8, 1, 1.0, seed),
              points(4000, 6, 40, 0.1, seed),
              points(4000, 12, 200, 0.5, seed),
              withOutliers(4000, 8, seed))) {
        List<Pick> picks =
            CoreSet.pick(ids(4000), points, Metric.L2, COUNT, new Settings(8, 2, seed), 1);
        double exact = radius(points, FarthestPoint.pick(points, Metric.L2, COUNT, seed));
        double ratio = Math.sqrt(radius(points, picks) / exact);
        assertTrue(ratio <= MOST_OVER_EXACT, "ratio " + ratio);
        assertEquals(COUNT, picks.stream().map(Pick::index).distinct().count());
      }
    }
  }

  @Test
  void theOrderOfTheRowsChangesNothing() {
    Points points = points(1500, 5, 30, 0.2, 4);
    List<String> ids = ids(1500);
    Settings settings = new Settings(5, 1.5, 7);
    List<String> expected = names(ids, CoreSet.pick(ids, points, Metric.L1, 40, settings, 1));
    List<Integer> order = new ArrayList<>(IntStream.range(0, 1500).boxed().toList());
    for (long seed = 0; seed < 3; seed++) {
      Collections.shuffle(order, new Random(seed));
      int[] rows = order.stream().mapToInt(Integer::intValue).toArray();
      List<String> shuffled = order.stream().map(ids::get).toList();
      List<Pick> picks = CoreSet.pick(shuffled, points.rows(rows), Metric.L1, 40, settings, 2);
      assertEquals(expected, names(shuffled, picks));
    }
  }

  @Test
  void oneBucketIsExact() {
    Points points = points(500, 4, 10, 0.3, 2);
    List<String> ids = ids(500);
    assertEquals(
        CoreSet.pick(ids, points, Metric.COSINE, 20, 3, 1),
        CoreSet.pick(ids, points, Metric.COSINE, 20, new Settings(1, 5, 3), 1));
  }

  @Test
  void fewPointsAreAllPicked() {
    Points points = points(7, 2, 1, 1.0, 1);
    List<Pick> picks = CoreSet.pick(ids(7), points, Metric.L2, 20, new Settings(4, 2, 1), 1);
    assertEquals(7, new HashSet<>(picks.stream().map(Pick::index).toList()).size());
    Points none = new Points(2, new float[0]);
    assertEquals(List.of(), CoreSet.pick(List.of(), none, Metric.L2, 3, new Settings(2, 1, 0), 1));
  }

  @Test
  void bucketsAreDealtEvenly() {
    Settings settings = new Settings(10, 1, 3);
    int[] sizes = new int[10];
    ids(10_000).forEach(id -> sizes[settings.bucket(id)]++);
    for (int size : sizes) {
      assertEquals(1000, size, 150);
    }
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    var buckets = assertThrows(IllegalArgumentException.class, () -> new Settings(0, 1, 0));
    assertEquals("Was 0 buckets, oversampling 1.0; allowed: 1 or more", buckets.getMessage());
    var ids =
        assertThrows(
            IllegalArgumentException.class,
            () -> CoreSet.pick(ids(3), points(4, 1, 1, 1, 1), Metric.L2, 1, 0, 1));
    assertEquals("Was 3 ids; expected 4", ids.getMessage());
  }

  private static double radius(Points points, List<Pick> picks) {
    return CoverageRadius.of(points, Metric.L2, picks.stream().mapToInt(Pick::index).toArray());
  }

  private static List<String> names(List<String> ids, List<Pick> picks) {
    return picks.stream().map(pick -> ids.get(pick.index())).toList();
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "v" + i / 50 + ".1_" + i % 50).toList();
  }

  /** Points cluster by cluster: a split of the rows as they lie would part the clusters. */
  private static Points points(int count, int dimension, int clusters, double spread, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * dimension];
    double[] centre = new double[dimension];
    for (int i = 0; i < count; i++) {
      if (i % (count / clusters) == 0) {
        IntStream.range(0, dimension).forEach(axis -> centre[axis] = random.nextGaussian());
      }
      for (int axis = 0; axis < dimension; axis++) {
        double base = clusters == 1 ? 0 : centre[axis];
        values[i * dimension + axis] = (float) (base + spread * random.nextGaussian());
      }
    }
    return new Points(dimension, values);
  }

  /** One dense cluster, and some lone points far out, all at the end. */
  private static Points withOutliers(int count, int dimension, long seed) {
    Points dense = points(count, dimension, 1, 0.01, seed);
    float[] values = dense.values().clone();
    Random random = new Random(seed + 1);
    for (int i = values.length - 45 * dimension; i < values.length; i++) {
      values[i] = (float) (10 * random.nextGaussian());
    }
    return new Points(dimension, values);
  }
}
