package org.clipmill.core.feature;

/** Largest value and mean of values that come one by one; both 0 while there is none. */
final class RunningStatistics {
  private long count;
  private double sum;
  private double largest = Double.NEGATIVE_INFINITY;

  void add(double value) {
    count++;
    sum += value;
    largest = Math.max(largest, value);
  }

  boolean isEmpty() {
    return count == 0;
  }

  double mean() {
    return count == 0 ? 0.0 : sum / count;
  }

  double max() {
    return count == 0 ? 0.0 : largest;
  }
}
