package org.clipmill.core.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searching a second time with what was found the first time. Source: LAMV, section 3.5, after
 * Douze et al., "Stable hyper-pooling and query expansion for event detection", ICCV 2013.
 */
public enum QueryExpansion {
  /** One search. */
  NONE,
  /**
   * The average of the query and its {@value #NEIGHBOURS} best matches, each shifted to where it
   * matches.
   */
  AVERAGE,
  /** That average, less the average of the {@value #BACKGROUND} best, where they are. */
  DIFFERENCE;

  private static final int NEIGHBOURS = 10;
  private static final int BACKGROUND = 2000;

  /**
   * Gives the best score of every video of the database.
   *
   * @param database at least one video; of those with equal scores the earlier is the better match
   * @param mode the original divides by {@value #NEIGHBOURS} + 1 and {@value #BACKGROUND} even if
   *     the database is smaller
   */
  public double[] search(
      Aligner aligner,
      Offsets offsets,
      HarmonicSums query,
      List<HarmonicSums> database,
      AlignMode mode) {
    Aligner.PairScorer scorer = aligner.scorer(offsets);
    List<AlignmentScore> first = scorer.best(query, database);
    if (this == NONE) {
      return scores(first);
    }
    List<Integer> order =
        IntStream.range(0, first.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> 0.0 - first.get(i).score()))
            .toList();
    return scores(scorer.best(expanded(aligner, query, database, first, order, mode), database));
  }

  private HarmonicSums expanded(
      Aligner aligner,
      HarmonicSums query,
      List<HarmonicSums> database,
      List<AlignmentScore> matches,
      List<Integer> order,
      AlignMode mode) {
    List<HarmonicSums> parts = new ArrayList<>(List.of(query));
    int near = Math.min(NEIGHBOURS, order.size());
    for (int i : order.subList(0, near)) {
      parts.add(aligner.shift(database.get(i), matches.get(i).offset()));
    }
    int far = this == DIFFERENCE ? Math.min(BACKGROUND, order.size()) : 0;
    order.subList(0, far).forEach(i -> parts.add(database.get(i)));
    boolean asCoded = mode == AlignMode.REFERENCE;
    double[] weights = new double[parts.size()];
    Arrays.fill(weights, 0, near + 1, 1.0 / ((asCoded ? NEIGHBOURS : near) + 1));
    Arrays.fill(weights, near + 1, weights.length, -1.0 / (asCoded ? BACKGROUND : far));
    return HarmonicSums.weighted(parts, weights);
  }

  private static double[] scores(List<AlignmentScore> matches) {
    return matches.stream().mapToDouble(AlignmentScore::score).toArray();
  }
}
