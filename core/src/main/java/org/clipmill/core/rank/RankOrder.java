package org.clipmill.core.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is kept: the best by score, at most so many of one group, at most so many in all.
 *
 * <p>Of equal scores the later position comes first. That is what filtrain's {@code
 * argsort(scores)[::-1]} gives for up to 16 candidates; beyond that NumPy's order of equals is an
 * accident of its sort, and ours still follows the rule.
 *
 * @param perGroup how many of one group may be kept, at least 1
 * @param keep how many may be kept in all, at least 0
 */
public record RankOrder(int perGroup, int keep) {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(RankOrder::comparableScore)
          .thenComparingLong(Candidate::position)
          .reversed();

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public RankOrder {
    if (perGroup < 1 || keep < 0) {
      throw new IllegalArgumentException(
          "Was " + perGroup + " per group, " + keep + " in all; allowed: at least 1 and 0");
    }
  }

  /**
   * Gives every candidate its place.
   *
   * @return all candidates, best first; the order of the input does not matter
   */
  public List<Ranked> rank(List<Candidate> candidates) {
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.sort(BEST_FIRST);
    Map<String, Integer> keptOfGroup = new HashMap<>();
    List<Ranked> ranked = new ArrayList<>(ordered.size());
    int kept = 0;
    for (Candidate candidate : ordered) {
      Fate fate = fate(kept, keptOfGroup.getOrDefault(candidate.group(), 0));
      if (fate == Fate.KEPT) {
        keptOfGroup.merge(candidate.group(), 1, Integer::sum);
        kept++;
      }
      ranked.add(new Ranked(candidate, ranked.size() + 1, fate));
    }
    return List.copyOf(ranked);
  }

  private Fate fate(int kept, int keptOfGroup) {
    if (keptOfGroup >= perGroup) {
      return Fate.SAME_SPAN;
    }
    return kept >= keep ? Fate.BELOW_KEEP : Fate.KEPT;
  }

  /** Gives 0.0 for -0.0: to Java's comparison they differ, as numbers they are equal. */
  private static double comparableScore(Candidate candidate) {
    return candidate.score() + 0.0;
  }
}
