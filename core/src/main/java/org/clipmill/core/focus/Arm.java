package org.clipmill.core.focus;

import java.util.Arrays;

/** A stretch of a video and what is known of its relevance: one arm of the bandit. */
final class Arm {
  private static final double RADIUS_FACTOR = 2;
  private static final double RANGE_FACTOR = 3;

  private final int first;
  private final int last;
  private int[] frames = new int[0];
  private double[] scores = new double[0];
  private double mean;
  private double variance;
  private double bound;

  /** Spans both ends, both within. */
  Arm(int first, int last) {
    this.first = first;
    this.last = last;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int centre() {
    return (first + last) / 2;
  }

  int length() {
    return last - first + 1;
  }

  boolean holds(int frame) {
    return first <= frame && frame <= last;
  }

  /** Gives the scored frames in the order in which they were scored; not a copy. */
  int[] frames() {
    return frames;
  }

  /** Gives their scores; not a copy. */
  double[] scores() {
    return scores;
  }

  /** Gives the mean score; 0 before the first. */
  double mean() {
    return mean;
  }

  /** Gives the population variance; 0 of fewer than two scores. */
  double variance() {
    return variance;
  }

  /** Gives the upper bound of the mean that {@link #rate} found. */
  double bound() {
    return bound;
  }

  void add(int frame, double score) {
    frames = Arrays.copyOf(frames, frames.length + 1);
    scores = Arrays.copyOf(scores, scores.length + 1);
    frames[frames.length - 1] = frame;
    scores[scores.length - 1] = score;
  }

  /**
   * Finds mean, variance and upper bound, each rounded as NumPy rounds it: where scores are few and
   * repeat, the last bit decides which arm comes first.
   *
   * <p>The bound is Bernstein's: mean + sqrt(2 variance ln N / n) + 3 ln N / n.
   *
   * @param all samples of all arms together, N
   */
  void rate(int all, double leastVariance) {
    int count = scores.length;
    if (count == 0) {
      mean = 0;
      variance = 0;
      bound = 0;
      return;
    }
    mean = NumpySum.of(scores) / count;
    variance =
        NumpySum.of(Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).toArray())
            / count;
    bound = mean;
    if (all > 1) {
      double logarithm = Math.log(all);
      double spread = RADIUS_FACTOR * logarithm * Math.max(variance, leastVariance) / count;
      bound += Math.sqrt(Math.max(0, spread));
      bound += RANGE_FACTOR * logarithm / count;
    }
  }
}
