package org.clipmill.core.sample;

/** A tile for distances that are made of sums in float64. */
final class SumsTile implements PointTile {
  /** What is summed over the coordinates of two points. */
  enum Term {
    /** |a - b|. */
    LENGTH,
    /** |a - b|^3. */
    CUBE,
    /** a * b. */
    PRODUCT
  }

  private final float[] values;
  private final Term term;
  private final double[][] rows;

  SumsTile(Points points, Term term) {
    this.term = term;
    values = points.values();
    rows = new double[points.dimension()][WIDTH];
  }

  @Override
  public void put(int column, int point) {
    int at = point * rows.length;
    for (double[] row : rows) {
      row[column] = values[at++];
    }
  }

  @Override
  public void distances(int point, int from, int to, Sums sums) {
    double[] sum = sums.doubles();
    for (int i = from; i < to; i++) {
      sum[i] = 0.0;
    }
    int at = point * rows.length;
    int axis = 0;
    for (; axis <= rows.length - 2; axis += 2) {
      double[] row0 = rows[axis];
      double[] row1 = rows[axis + 1];
      switch (term) {
        case LENGTH ->
            addLengths(row0, row1, values[at + axis], values[at + axis + 1], from, to, sum);
        case CUBE -> addCubes(row0, row1, values[at + axis], values[at + axis + 1], from, to, sum);
        case PRODUCT ->
            addProducts(row0, row1, values[at + axis], values[at + axis + 1], from, to, sum);
      }
    }
    if (axis < rows.length) {
      addLast(rows[axis], values[at + axis], from, to, sum);
    }
  }

  private static void addLengths(
      double[] row0, double[] row1, double v0, double v1, int from, int to, double[] sum) {
    for (int i = from; i < to; i++) {
      sum[i] = sum[i] + Math.abs(row0[i] - v0) + Math.abs(row1[i] - v1);
    }
  }

  private static void addCubes(
      double[] row0, double[] row1, double v0, double v1, int from, int to, double[] sum) {
    for (int i = from; i < to; i++) {
      double d0 = Math.abs(row0[i] - v0);
      double d1 = Math.abs(row1[i] - v1);
      sum[i] = sum[i] + d0 * d0 * d0 + d1 * d1 * d1;
    }
  }

  private static void addProducts(
      double[] row0, double[] row1, double v0, double v1, int from, int to, double[] sum) {
    for (int i = from; i < to; i++) {
      sum[i] = sum[i] + row0[i] * v0 + row1[i] * v1;
    }
  }

  private void addLast(double[] row, double value, int from, int to, double[] sum) {
    for (int i = from; i < to; i++) {
      double d = Math.abs(row[i] - value);
      sum[i] +=
          switch (term) {
            case LENGTH -> d;
            case CUBE -> d * d * d;
            case PRODUCT -> row[i] * value;
          };
    }
  }
}
