package org.clipmill.core.sample;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clipmill.core.random.PythonRandom;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Greedy.Choice;

/**
 * Chooses a diverse few points by one of several methods.
 *
 * @param qualityWeight of {@link SelectionMethod#QUALITY_DIVERSITY}: 0 (diversity alone) to 1
 *     (scores alone)
 * @param seed of every random choice, not negative
 */
public record DiverseSelection(
    SelectionMethod method, Metric metric, double qualityWeight, long seed)
    implements Serializable {
  /** Up to so many points every gain is looked at; above, some by chance. */
  static final int MOST_FOR_LAZY_GREEDY = 20_000;

  /** The nearness of more points than these is estimated by so many of them. */
  static final int MOST_WITNESSES = 10_000;

  /** How far stochastic greedy may fall behind: it then looks at 2.3 n gains in all. */
  private static final double SLACK = 0.1;

  /**
   * Chooses.
   *
   * @param scores one for each point, the higher the better; used by {@link
   *     SelectionMethod#QUALITY_DIVERSITY} alone
   * @param count how many; all points if there are fewer
   * @return the points in the order in which they were chosen, each with its distance to the
   *     nearest one before it
   * @throws IllegalArgumentException if the count is negative or scores do not fit
   */
  public List<Pick> pick(Points points, double[] scores, int count, int threads) {
    if (method == SelectionMethod.FPS) {
      return FarthestPoint.pick(points, metric, count, seed, threads);
    }
    return points.count() == 0 || count == 0 ? List.of() : greedy(points, scores, count, threads);
  }

  /**
   * Chooses as {@link #pick} does, from points in an order that does not depend on how they came.
   *
   * @param ids one for each point, all different
   */
  public List<Pick> pickInAnyOrder(
      List<String> ids, Points points, double[] scores, int count, int threads) {
    if (method == SelectionMethod.FPS) {
      return CoreSet.pick(ids, points, metric, count, seed, threads);
    }
    int[] order = CoreSet.sorted(ids, seed);
    double[] sortedScores = IntStream.of(order).mapToDouble(i -> scores[i]).toArray();
    return pick(points.rows(order), sortedScores, count, threads).stream()
        .map(pick -> new Pick(order[pick.index()], pick.distance()))
        .toList();
  }

  private List<Pick> greedy(Points points, double[] scores, int count, int threads) {
    SetFunction function = new FacilityLocation(points, metric, witnesses(points.count()));
    if (method == SelectionMethod.QUALITY_DIVERSITY) {
      int size = Math.min(count, points.count());
      function = new QualityDiversity(function, scores, qualityWeight, size);
    }
    List<Choice> choices =
        points.count() <= MOST_FOR_LAZY_GREEDY
            ? Greedy.lazy(function, count, threads)
            : Greedy.stochastic(function, count, SLACK, seed);
    return withDistances(points, choices);
  }

  private int[] witnesses(int count) {
    return count <= MOST_WITNESSES
        ? IntStream.range(0, count).toArray()
        : new PythonRandom(seed).sample(count, MOST_WITNESSES);
  }

  private List<Pick> withDistances(Points points, List<Choice> choices) {
    Metric.Distance distance = metric.over(points);
    PickedPoints before = new PickedPoints(points, metric, distance, choices.size());
    PointTile.Sums sums = new PointTile.Sums();
    List<Pick> picks = new ArrayList<>();
    for (Choice choice : choices) {
      double nearest = before.nearest(choice.item(), sums);
      picks.add(new Pick(choice.item(), metric.shown(nearest)));
      before.add(choice.item());
    }
    return List.copyOf(picks);
  }
}
