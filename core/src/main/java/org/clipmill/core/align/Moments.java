package org.clipmill.core.align;

import java.io.Serializable;

/**
 * Count, sum and products of samples, gathered one by one, in double precision; those of parts can
 * be merged. Not for two threads at once.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int dimension;
  private final double[] sums;
  private final double[] products;
  private long count;

  /** Starts with no sample. */
  public Moments(int dimension) {
    this.dimension = dimension;
    this.sums = new double[dimension];
    this.products = new double[Math.multiplyExact(dimension, dimension)];
  }

  /** Takes one sample, {@code dimension} values from {@code from} on. */
  public void add(float[] values, int from) {
    count++;
    for (int i = 0; i < dimension; i++) {
      double value = values[from + i];
      sums[i] += value;
      int row = i * dimension;
      for (int j = 0; j <= i; j++) {
        products[row + j] += value * values[from + j];
      }
    }
  }

  /** Takes all samples of another part. */
  public Moments merge(Moments other) {
    if (other.dimension != dimension) {
      throw new IllegalArgumentException(
          "Was moments of dimension %d; expected %d".formatted(other.dimension, dimension));
    }
    count += other.count;
    for (int i = 0; i < dimension; i++) {
      sums[i] += other.sums[i];
    }
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
    return this;
  }

  /** Gives how many numbers a sample has. */
  public int dimension() {
    return dimension;
  }

  /** Gives how many samples there were. */
  public long count() {
    return count;
  }

  /** Gives the mean sample; NaN for none. */
  double[] mean() {
    double[] mean = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = sums[i] / count;
    }
    return mean;
  }

  /** Gives the sum over samples of the products of what lies beyond the mean, whole and square. */
  double[] scatter() {
    double[] scatter = new double[products.length];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double value = products[i * dimension + j] - sums[i] * sums[j] / count;
        scatter[i * dimension + j] = value;
        scatter[j * dimension + i] = value;
      }
    }
    return scatter;
  }
}
