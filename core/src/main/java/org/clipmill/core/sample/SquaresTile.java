package org.clipmill.core.sample;

/** A tile for squared Euclidean distances in float32. */
final class SquaresTile implements PointTile {
  private final float[] values;
  private final float[][] rows;

  SquaresTile(Points points) {
    values = points.values();
    rows = new float[points.dimension()][WIDTH];
  }

  @Override
  public void put(int column, int point) {
    int at = point * rows.length;
    for (float[] row : rows) {
      row[column] = values[at++];
    }
  }

  @Override
  public void distances(int point, int from, int to, Sums sums) {
    float[] sum = sums.floats();
    for (int i = from; i < to; i++) {
      sum[i] = 0f;
    }
    int at = point * rows.length;
    int axis = 0;
    for (; axis <= rows.length - 4; axis += 4) {
      addFour(axis, at + axis, from, to, sum);
    }
    for (; axis < rows.length; axis++) {
      addOne(rows[axis], values[at + axis], from, to, sum);
    }
    double[] distances = sums.distances();
    for (int i = from; i < to; i++) {
      distances[i] = sum[i];
    }
  }

  /** Adds four coordinates, one after the other. The compiler makes vector instructions of it. */
  private void addFour(int axis, int at, int from, int to, float[] sum) {
    float[] row0 = rows[axis];
    float[] row1 = rows[axis + 1];
    float[] row2 = rows[axis + 2];
    float[] row3 = rows[axis + 3];
    float v0 = values[at];
    float v1 = values[at + 1];
    float v2 = values[at + 2];
    float v3 = values[at + 3];
    for (int i = from; i < to; i++) {
      float d0 = row0[i] - v0;
      float d1 = row1[i] - v1;
      float d2 = row2[i] - v2;
      float d3 = row3[i] - v3;
      sum[i] = sum[i] + d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
    }
  }

  private static void addOne(float[] row, float value, int from, int to, float[] sum) {
    for (int i = from; i < to; i++) {
      float d = row[i] - value;
      sum[i] += d * d;
    }
  }
}
