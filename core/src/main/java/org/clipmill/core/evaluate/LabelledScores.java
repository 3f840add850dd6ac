package org.clipmill.core.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Probabilities that a classifier gave to cases whose label is known: at least one of each. */
public final class LabelledScores {
  private static final double THRESHOLD = 0.5;

  /** Log loss of a probability of 0 or 1 would be endless; scikit-learn clips floats here too. */
  private static final double SURE = 1.1920929e-7;

  private static final int RESAMPLES = 2000;
  private static final double OUTSIDE_EACH_END = 0.025;

  private final double[] scores;
  private final boolean[] labels;

  /**
   * Takes scores and labels of the same cases, in one order; copies them.
   *
   * @throws IllegalArgumentException if their numbers differ, or there are not two labels
   */
  public LabelledScores(double[] scores, boolean[] labels) {
    this.scores = scores.clone();
    this.labels = labels.clone();
    if (scores.length != labels.length || positives() == 0 || positives() == size()) {
      throw new IllegalArgumentException(
          "Was %d scores for %d labels, %d of them positive; allowed: as many, of both labels"
              .formatted(scores.length, labels.length, positives()));
    }
  }

  /** Gives how many cases there are. */
  public int size() {
    return labels.length;
  }

  /** Gives how many cases are labelled as positive. */
  public int positives() {
    return (int) IntStream.range(0, labels.length).filter(i -> labels[i]).count();
  }

  /** Gives the share of cases on their side of one half; a score of one half counts as positive. */
  public double accuracy() {
    long right =
        IntStream.range(0, size()).filter(i -> (scores[i] >= THRESHOLD) == labels[i]).count();
    return (double) right / size();
  }

  /** Gives the mean of the negative natural logarithms of what the true labels were given. */
  public double logLoss() {
    return IntStream.range(0, size())
        .mapToDouble(i -> labels[i] ? scores[i] : 1 - scores[i])
        .map(given -> -Math.log(Math.max(SURE, Math.min(1 - SURE, given))))
        .average()
        .orElseThrow();
  }

  /**
   * Gives the area under the ROC curve: how often a positive case scores above a negative one; ties
   * count half.
   */
  public double auc() {
    int[] order =
        IntStream.range(0, size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double below = 0;
    double pairs = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double positive = 0;
      for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
        positive += labels[order[to]] ? 1 : 0;
      }
      double negative = to - from - positive;
      pairs += positive * (below + negative / 2);
      below += negative;
      from = to;
    }
    return pairs / positives() / (size() - positives());
  }

  /**
   * Estimates a measure by the bootstrap: its 95 % interval is that of 2000 draws with replacement.
   * Draws with cases of one label only are drawn again.
   *
   * @param measure such as {@link #auc}
   * @param seed the same one gives the same interval
   */
  public Estimate estimate(ToDoubleFunction<LabelledScores> measure, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[RESAMPLES];
    for (int i = 0; i < values.length; i++) {
      values[i] = measure.applyAsDouble(resample(random));
    }
    Arrays.sort(values);
    int outside = (int) Math.round(OUTSIDE_EACH_END * RESAMPLES);
    return new Estimate(
        measure.applyAsDouble(this), values[outside], values[RESAMPLES - 1 - outside]);
  }

  private LabelledScores resample(SplittableRandom random) {
    double[] drawnScores = new double[size()];
    boolean[] drawnLabels = new boolean[size()];
    boolean hasBoth;
    do {
      int positive = 0;
      for (int i = 0; i < size(); i++) {
        int drawn = random.nextInt(size());
        drawnScores[i] = scores[drawn];
        drawnLabels[i] = labels[drawn];
        positive += drawnLabels[i] ? 1 : 0;
      }
      hasBoth = positive > 0 && positive < size();
    } while (!hasBoth);
    return new LabelledScores(drawnScores, drawnLabels);
  }
}
