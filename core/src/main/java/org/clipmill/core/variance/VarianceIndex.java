package org.clipmill.core.variance;

import java.util.Arrays;

/**
 * The frame variance index of a video: for each frame the share of all change that lies between it
 * and the next one. The shares sum to 1; the last frame has none.
 *
 * <p>EVFR shows the index as sampling weights but has no code for it; the definition is ours.
 */
public final class VarianceIndex {
  private final double[] weights;

  private VarianceIndex(double[] weights) {
    this.weights = weights;
  }

  /**
   * Makes an index of distances.
   *
   * @param distances from each frame to the next one, one less than there are frames; finite, never
   *     negative. Where all are 0, as in a still picture, every frame has the same share. No
   *     distances are a video of one frame.
   * @throws IllegalArgumentException if a distance is negative or not finite
   */
  public static VarianceIndex ofDistances(double[] distances) {
    double sum = 0.0;
    for (int i = 0; i < distances.length; i++) {
      if (!(distances[i] >= 0 && distances[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Was distance " + distances[i] + " after frame " + i + "; allowed: 0 or more");
      }
      sum += distances[i];
    }
    double[] weights = new double[distances.length + 1];
    if (sum == 0.0) {
      Arrays.fill(weights, 1.0 / weights.length);
    } else {
      for (int i = 0; i < distances.length; i++) {
        weights[i] = distances[i] / sum;
      }
    }
    return new VarianceIndex(weights);
  }

  /** Gives how many frames the video has. */
  public int frames() {
    return weights.length;
  }

  /** Gives the share of a frame, 0 to 1. */
  public double weight(int frame) {
    return weights[frame];
  }

  /** Gives the shares of all frames; a copy. */
  public double[] weights() {
    return weights.clone();
  }
}
