package org.clipmill.models;

import java.util.Arrays;

/** One vector out of a matrix with one row per patch or token. */
final class Rows {
  private Rows() {}

  /**
   * Pools rows.
   *
   * @param values {@code [rows][width]}, row by row
   * @param used how many rows from the first count; at least 1
   */
  static float[] pooled(Pooling pooling, float[] values, int rows, int used) {
    int width = values.length / rows;
    if (pooling == Pooling.FIRST) {
      return Arrays.copyOf(values, width);
    }
    float[] mean = new float[width];
    for (int column = 0; column < width; column++) {
      double sum = 0.0;
      for (int row = 0; row < used; row++) {
        sum += values[row * width + column];
      }
      mean[column] = (float) (sum / used);
    }
    return mean;
  }
}
