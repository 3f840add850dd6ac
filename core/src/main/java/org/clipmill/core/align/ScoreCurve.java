package org.clipmill.core.align;

/** How well two videos match at every offset of a run. */
public final class ScoreCurve {
  private final Offsets offsets;
  private final double[] scores;

  /** Wraps one score per offset; not copied. */
  ScoreCurve(Offsets offsets, double[] scores) {
    if (scores.length != offsets.count()) {
      throw new IllegalArgumentException(
          "Was %d scores; expected %d".formatted(scores.length, offsets.count()));
    }
    this.offsets = offsets;
    this.scores = scores;
  }

  /** Gives the offsets. */
  public Offsets offsets() {
    return offsets;
  }

  /** Gives the score at one of the offsets. */
  public double at(int offset) {
    return scores[offset - offsets.first()];
  }

  /** Gives all scores, one per offset, in a new array. */
  public double[] scores() {
    return scores.clone();
  }

  /** Gives the greatest score and its offset; of equals, the smallest offset. */
  public AlignmentScore best() {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return new AlignmentScore(offsets.first() + best, scores[best]);
  }
}
