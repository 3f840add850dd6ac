package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.clipmill.core.sample.Points;

/** Columns of vectors, as Spark gives them. */
final class Vectors {
  private Vectors() {}

  /**
   * Gives the vectors of a column as points.
   *
   * @param rows at least one
   * @param column of float or double arrays, none of them null
   * @throws IllegalArgumentException if they differ in length, or one is null or holds a number
   *     that is not finite
   */
  static Points points(List<Row> rows, String column) {
    List<float[]> vectors = new ArrayList<>(rows.size());
    for (Row row : rows) {
      vectors.add(vector(row, column));
    }
    return Points.ofRows(vectors);
  }

  private static float[] vector(Row row, String column) {
    List<? extends Number> values = row.getList(row.fieldIndex(column));
    if (values == null) {
      throw new IllegalArgumentException("Was no " + column + " in a row; expected a vector");
    }
    float[] vector = new float[values.size()];
    int at = 0;
    for (Number value : values) {
      vector[at++] = value.floatValue();
    }
    return vector;
  }
}
