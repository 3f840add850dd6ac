package org.clipmill.core.align.evaluate;

import java.util.List;
import java.util.stream.DoubleStream;
import org.clipmill.core.align.AlignmentScore;

/**
 * How far off the detected offsets are: every video against its best partner, on Climbing and
 * Madonna. A video whose best partner does not overlap it counts as failed, one without any partner
 * always does. Source: LAMV, section 4.
 */
public final class Localisation {
  private final double[] errors;

  private Localisation(double[] errors) {
    this.errors = errors;
  }

  /**
   * Compares the best match of every pair with the truth.
   *
   * @param scores {@code [first][second]}, of which those with first before second are read; of
   *     equal scores the first one counts
   */
  public static Localisation of(List<TimedVideo> videos, List<List<AlignmentScore>> scores) {
    double[] errors = new double[videos.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = error(i, videos, scores);
    }
    return new Localisation(errors);
  }

  private static double error(int i, List<TimedVideo> videos, List<List<AlignmentScore>> scores) {
    double top = Double.NEGATIVE_INFINITY;
    double error = Double.POSITIVE_INFINITY;
    for (int j = 0; j < videos.size(); j++) {
      if (j == i) {
        continue;
      }
      TimedVideo first = videos.get(Math.min(i, j));
      TimedVideo second = videos.get(Math.max(i, j));
      AlignmentScore score = scores.get(Math.min(i, j)).get(Math.max(i, j));
      if (score.score() > top) {
        top = score.score();
        double truth = second.startSeconds() - first.startSeconds();
        error =
            first.overlaps(second)
                ? Math.abs(score.offsetSeconds() - truth)
                : Double.POSITIVE_INFINITY;
      }
    }
    return error;
  }

  /** Gives the error of every video in seconds, in a new array; infinite where it failed. */
  public double[] errorsSeconds() {
    return errors.clone();
  }

  /** Gives the share of videos that are off by less than so many seconds. */
  public double shareBelow(double seconds) {
    return DoubleStream.of(errors).filter(error -> error < seconds).count()
        / (double) errors.length;
  }
}
