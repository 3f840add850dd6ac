package org.clipmill.core.sample;

import java.util.List;
import java.util.Objects;

/** Points of one dimension, all numbers finite, held in one flat array. */
public final class Points {
  private final int dimension;
  private final float[] values;

  /**
   * Wraps points.
   *
   * @param dimension numbers per point, at least 1
   * @param values {@code [count][dimension]}, row by row; not copied, must not change afterwards
   * @throws IllegalArgumentException if the values do not fill whole rows, or one is NaN or
   *     infinite: such a point has no distance to any other
   */
  public Points(int dimension, float[] values) {
    if (dimension <= 0 || values.length % dimension != 0) {
      throw new IllegalArgumentException(
          "Was " + values.length + " values; expected a multiple of dimension " + dimension);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Was " + values[i] + " in point " + i / dimension + "; expected finite numbers");
      }
    }
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * Copies rows into one array.
   *
   * @param rows at least one row
   * @throws IllegalArgumentException if there is no row, the rows differ in length, or a value is
   *     NaN or infinite
   */
  public static Points ofRows(List<float[]> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("Was no row; expected at least one");
    }
    int dimension = rows.get(0).length;
    float[] values = new float[Math.multiplyExact(rows.size(), dimension)];
    for (int row = 0; row < rows.size(); row++) {
      float[] from = rows.get(row);
      if (from.length != dimension) {
        throw new IllegalArgumentException(
            "Was point "
                + row
                + " of dimension "
                + from.length
                + "; expected "
                + dimension
                + " as in point 0");
      }
      System.arraycopy(from, 0, values, row * dimension, dimension);
    }
    return new Points(dimension, values);
  }

  /** Gives how many points there are. */
  public int count() {
    return values.length / dimension;
  }

  /** Gives how many numbers a point has. */
  public int dimension() {
    return dimension;
  }

  /**
   * Gives some of the points, in this order; a copy.
   *
   * @throws IndexOutOfBoundsException if one is no index of a point
   */
  public Points rows(int[] indices) {
    float[] rows = new float[Math.multiplyExact(indices.length, dimension)];
    for (int row = 0; row < indices.length; row++) {
      int from = Objects.checkIndex(indices[row], count()) * dimension;
      System.arraycopy(values, from, rows, row * dimension, dimension);
    }
    return new Points(dimension, rows);
  }

  /** Gives the numbers themselves, {@code [count][dimension]}; not a copy. */
  float[] values() {
    return values;
  }
}
