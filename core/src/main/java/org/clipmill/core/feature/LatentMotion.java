package org.clipmill.core.feature;

import org.clipmill.core.encode.FrameCode;

/**
 * How far what a model sees moved from one frame to the next (filtrain, {@code metrics.py}: latent
 * distance).
 */
public final class LatentMotion {
  private LatentMotion() {}

  /**
   * Gives the mean squared difference of two codes over all their values; 0 for equal codes.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double meanSquaredError(FrameCode first, FrameCode second) {
    requireSameShape(first, second);
    float[] a = first.values();
    float[] b = second.values();
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum / a.length;
  }

  /**
   * Gives the cosine of the angle between two codes taken as vectors: 1 for the same direction, -1
   * for the opposite one. Two codes of nothing but zeros are the same: 1; one of them alone has no
   * direction: 0.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double cosine(FrameCode first, FrameCode second) {
    requireSameShape(first, second);
    float[] a = first.values();
    float[] b = second.values();
    double product = 0.0;
    double squaresOfFirst = 0.0;
    double squaresOfSecond = 0.0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresOfFirst += (double) a[i] * a[i];
      squaresOfSecond += (double) b[i] * b[i];
    }
    if (squaresOfFirst == 0.0 || squaresOfSecond == 0.0) {
      return squaresOfFirst == squaresOfSecond ? 1.0 : 0.0;
    }
    return product / (Math.sqrt(squaresOfFirst) * Math.sqrt(squaresOfSecond));
  }

  private static void requireSameShape(FrameCode first, FrameCode second) {
    if (first.channels() != second.channels()
        || first.height() != second.height()
        || first.width() != second.width()) {
      throw new IllegalArgumentException(
          "Cannot compare codes of " + shape(first) + " and " + shape(second));
    }
  }

  private static String shape(FrameCode code) {
    return code.channels() + "x" + code.height() + "x" + code.width();
  }
}
