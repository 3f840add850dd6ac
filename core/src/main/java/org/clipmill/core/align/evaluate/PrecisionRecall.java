package org.clipmill.core.align.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Precision and recall of detections at every threshold, as scikit-learn 1.2 computes them. */
public final class PrecisionRecall {
  /** LAMV adds it below the fraction. */
  private static final double TINY = 1e-7;

  private final double[] precisions;
  private final double[] recalls;

  private PrecisionRecall(double[] precisions, double[] recalls) {
    this.precisions = precisions;
    this.recalls = recalls;
  }

  /**
   * A detection.
   *
   * @param score the higher, the surer
   * @param right whether it is one
   */
  public record Detection(double score, boolean right) {}

  /**
   * Counts detections at or above each score that occurs.
   *
   * @param detections in any order; one of score 0 that is right stands for a miss
   * @throws IllegalArgumentException if none is right: recall is of nothing
   */
  public static PrecisionRecall of(List<Detection> detections) {
    long right = detections.stream().filter(Detection::right).count();
    if (right == 0) {
      throw new IllegalArgumentException(
          "Was no right one of %d detections; expected at least one".formatted(detections.size()));
    }
    List<Detection> sorted =
        detections.stream()
            .sorted(Comparator.comparingDouble(Detection::score).reversed())
            .toList();
    double[] precisions = new double[sorted.size() + 1];
    double[] recalls = new double[sorted.size() + 1];
    precisions[0] = 1;
    int points = 1;
    int found = 0;
    for (int i = 0; i < sorted.size(); i++) {
      found += sorted.get(i).right() ? 1 : 0;
      boolean last = i + 1 == sorted.size();
      if (last || sorted.get(i + 1).score() != sorted.get(i).score()) {
        precisions[points] = found / (i + 1.0);
        recalls[points] = (double) found / right;
        points++;
      }
    }
    return new PrecisionRecall(Arrays.copyOf(precisions, points), Arrays.copyOf(recalls, points));
  }

  /** Gives the greatest harmonic mean of precision and recall. */
  public double bestF1() {
    double best = 0;
    for (int i = 0; i < precisions.length; i++) {
      best = Math.max(best, 2 * precisions[i] * recalls[i] / (precisions[i] + recalls[i] + TINY));
    }
    return best;
  }

  /** Gives the area under precision over recall, by trapezoids. */
  public double area() {
    double area = 0;
    for (int i = 1; i < precisions.length; i++) {
      area += (recalls[i] - recalls[i - 1]) * (precisions[i] + precisions[i - 1]) / 2;
    }
    return area;
  }

  /** Gives the greatest recall at which precision is at least so much; 0 if at none. */
  public double recallAtPrecision(double precision) {
    double best = 0;
    for (int i = 0; i < precisions.length; i++) {
      if (precisions[i] >= precision) {
        best = Math.max(best, recalls[i]);
      }
    }
    return best;
  }
}
