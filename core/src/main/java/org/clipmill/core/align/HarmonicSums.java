package org.clipmill.core.align;

import java.util.Arrays;
import java.util.List;

/**
 * A video as sums of its frame features, each frame weighted by the sine and by the cosine of its
 * position times a frequency. The size does not depend on the length of the video. Immutable.
 */
public final class HarmonicSums {
  private final int frequencies;
  private final int dimension;
  private final float[] values;

  /**
   * Wraps sums; not copied.
   *
   * @param values {@code [frequencies][2][dimension]}: the sums by sine, then those by cosine
   * @throws IllegalArgumentException if the count does not match, or a number is not finite
   */
  HarmonicSums(int frequencies, int dimension, float[] values) {
    if (dimension < 1 || values.length != 2L * frequencies * dimension) {
      throw new IllegalArgumentException(
          "Was %d values; expected 2 times %d frequencies of dimension %d"
              .formatted(values.length, frequencies, dimension));
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("Was " + value + "; expected finite sums");
      }
    }
    this.frequencies = frequencies;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * Adds up the frames of a video, in double precision.
   *
   * @param radians angle per frame of each frequency
   * @param weights factor of each frequency's sums
   */
  static HarmonicSums of(FrameFeatures video, double[] radians, double[] weights) {
    int dimension = video.dimension();
    float[] values = new float[2 * radians.length * dimension];
    double[] sines = new double[dimension];
    double[] cosines = new double[dimension];
    for (int k = 0; k < radians.length; k++) {
      addUp(video, radians[k], sines, cosines);
      int at = 2 * k * dimension;
      for (int d = 0; d < dimension; d++) {
        values[at + d] = (float) (weights[k] * sines[d]);
        values[at + dimension + d] = (float) (weights[k] * cosines[d]);
      }
    }
    return new HarmonicSums(radians.length, dimension, values);
  }

  private static void addUp(FrameFeatures video, double radians, double[] sines, double[] cosines) {
    Arrays.fill(sines, 0.0);
    Arrays.fill(cosines, 0.0);
    float[] features = video.values();
    double[] positions = video.positions();
    for (int t = 0; t < positions.length; t++) {
      double sine = Math.sin(radians * positions[t]);
      double cosine = Math.cos(radians * positions[t]);
      int row = t * sines.length;
      for (int d = 0; d < sines.length; d++) {
        sines[d] += sine * features[row + d];
        cosines[d] += cosine * features[row + d];
      }
    }
  }

  /**
   * Gives a sum of descriptions, each times its weight: the average of a group of videos, or its
   * difference from another.
   *
   * @param videos at least one, all of one shape
   * @param weights one per video
   * @throws IllegalArgumentException if there is none, or the shapes differ
   */
  public static HarmonicSums weighted(List<HarmonicSums> videos, double[] weights) {
    if (videos.isEmpty() || videos.size() != weights.length) {
      throw new IllegalArgumentException(
          "Was %d videos with %d weights; expected as many, at least one"
              .formatted(videos.size(), weights.length));
    }
    HarmonicSums first = videos.get(0);
    double[] sums = new double[first.values.length];
    for (int v = 0; v < weights.length; v++) {
      HarmonicSums video = videos.get(v);
      first.checkComparable(video);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[v] * video.values[i];
      }
    }
    float[] values = new float[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) sums[i];
    }
    return new HarmonicSums(first.frequencies, first.dimension, values);
  }

  /** Gives the sums that come of adding {@code frames} to every position. */
  HarmonicSums shifted(double[] radians, double frames) {
    float[] moved = new float[values.length];
    for (int k = 0; k < frequencies; k++) {
      double sine = Math.sin(radians[k] * frames);
      double cosine = Math.cos(radians[k] * frames);
      int at = 2 * k * dimension;
      for (int s = at, c = at + dimension; s < at + dimension; s++, c++) {
        moved[s] = (float) (values[s] * cosine + values[c] * sine);
        moved[c] = (float) (values[c] * cosine - values[s] * sine);
      }
    }
    return new HarmonicSums(frequencies, dimension, moved);
  }

  /** Gives how many frequencies there are. */
  public int frequencies() {
    return frequencies;
  }

  /** Gives how many numbers the features of a frame have. */
  public int dimension() {
    return dimension;
  }

  /** Gives the numbers themselves, {@code [frequencies][2][dimension]}; not a copy. */
  public float[] values() {
    return values;
  }

  /** Insists on the same shape. */
  void checkComparable(HarmonicSums other) {
    if (frequencies != other.frequencies || dimension != other.dimension) {
      throw new IllegalArgumentException(
          "Was a video of %d frequencies and dimension %d; expected %d and %d as the one before"
              .formatted(other.frequencies, other.dimension, frequencies, dimension));
    }
  }
}
