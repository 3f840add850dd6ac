package org.clipmill.core.sample;

/**
 * Up to {@value #WIDTH} points held coordinate by coordinate, {@code [dimension][WIDTH]}, so that
 * one vector instruction works on many of them.
 */
interface PointTile {
  /** Columns of a tile. */
  int WIDTH = 256;

  /** Takes a point into a column. Not while another thread reads. */
  void put(int column, int point);

  /**
   * Works out the distance of one point to those in the columns from {@code from} to before {@code
   * to}, to the bit as {@link Metric.Distance#rawBetween} gives it.
   *
   * @param sums receives the distances, by column; one for each thread
   */
  void distances(int point, int from, int to, Sums sums);

  /** Where a thread keeps what it works out. */
  final class Sums {
    private final float[] floats = new float[WIDTH];
    private final double[] doubles = new double[WIDTH];

    float[] floats() {
      return floats;
    }

    double[] doubles() {
      return doubles;
    }

    /** Gives the raw distances by column. */
    double[] distances() {
      return doubles;
    }
  }
}
