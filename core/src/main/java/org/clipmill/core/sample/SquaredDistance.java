package org.clipmill.core.sample;

/** The squared Euclidean distance, in float32. */
record SquaredDistance(Points points) implements Metric.Distance {
  private static final int AT_ONCE = 4;

  @Override
  public double rawBetween(int a, int b) {
    int length = points.dimension();
    return RowSums.ofSquares(points.values(), a * length, b * length, length);
  }

  @Override
  public void rawBetween(int a, int[] others, int count, double[] into) {
    int length = points.dimension();
    int done = 0;
    for (; done <= count - AT_ONCE; done += AT_ONCE) {
      RowSums.ofSquares(points.values(), a * length, others, length, into, done);
    }
    for (; done < count; done++) {
      into[done] = rawBetween(a, others[done]);
    }
  }
}
