package org.clipmill.core.sample;

import java.util.Arrays;
import org.clipmill.core.random.PythonRandom;

/**
 * Farthest-point sampling with the faults of EVFR's {@code FarthestPointSampler}, so that its
 * results can be compared with: a picked point stays in the race, and its {@code cosine} is one
 * <em>plus</em> the cosine, by which the nearest point counts as the farthest. {@link
 * FarthestPoint} is what one wants.
 */
public final class EvfrFarthestPoint {
  private EvfrFarthestPoint() {}

  /**
   * Picks as EVFR does: the greatest running minimum, of equal ones the lowest index, and again and
   * again the same index where nothing is farther.
   *
   * @param metric {@link Metric#L2} or {@link Metric#COSINE}; EVFR has no others
   * @param count how many; it may be more than there are points
   * @return indices in order; none when there are no points
   * @throws IllegalArgumentException for another metric or a negative count
   */
  public static int[] pick(Points points, Metric metric, int count, long seed) {
    if (metric != Metric.L2 && metric != Metric.COSINE) {
      throw new IllegalArgumentException("Was metric " + metric + "; allowed: L2, COSINE");
    }
    if (count < 0) {
      throw new IllegalArgumentException("Was count " + count + "; allowed: 0 or more");
    }
    if (points.count() == 0 || count == 0) {
      return new int[0];
    }
    Metric.Distance distance =
        metric == Metric.L2 ? metric.over(points) : onePlusCosine(normalized(points));
    float[] nearest = new float[points.count()];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    int[] picks = new int[count];
    picks[0] = new PythonRandom(seed).nextBelow(points.count());
    for (int pick = 1; pick < count; pick++) {
      int farthest = 0;
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.min(nearest[i], (float) distance.rawBetween(i, picks[pick - 1]));
        farthest = nearest[i] > nearest[farthest] ? i : farthest;
      }
      picks[pick] = farthest;
    }
    return picks;
  }

  private static Metric.Distance onePlusCosine(Points points) {
    float[] values = points.values();
    int length = points.dimension();
    return (a, b) -> {
      float product = 0f;
      for (int i = 0; i < length; i++) {
        product += values[a * length + i] * values[b * length + i];
      }
      return 1f + product;
    };
  }

  /**
   * Gives the points at length 1, in float32; zero vectors stay. FAISS rounds each square to
   * float32 and adds them in float64.
   */
  private static Points normalized(Points points) {
    int length = points.dimension();
    float[] values = points.values().clone();
    for (int row = 0; row < values.length; row += length) {
      double squares = 0;
      for (int i = row; i < row + length; i++) {
        squares += values[i] * values[i];
      }
      float square = (float) squares;
      float factor = square > 0 ? 1f / (float) Math.sqrt(square) : 1f;
      for (int i = row; i < row + length; i++) {
        values[i] *= factor;
      }
    }
    return new Points(length, values);
  }
}
