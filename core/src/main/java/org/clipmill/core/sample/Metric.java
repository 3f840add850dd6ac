package org.clipmill.core.sample;

import java.util.List;

/**
 * How far two points are from one another. All metrics are symmetric, never negative, and exactly 0
 * between equal points.
 */
public enum Metric {
  /** The square of the Euclidean distance, as FAISS's {@code IndexFlatL2} gives it. */
  L2 {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      return (a, b) -> RowSums.ofSquares(values, a * length, b * length, length);
    }
  },

  /**
   * One minus the cosine of the angle, 0 to 2. A zero vector has no direction: it is 1 away from
   * every other vector and 0 from another zero vector. Below {@value #COSINE_ROUNDING} it is 0, so
   * that vectors of one direction count as equal whatever their rounding.
   */
  COSINE {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      double[] norms = new double[points.count()];
      for (int i = 0; i < norms.length; i++) {
        norms[i] = Math.sqrt(RowSums.ofProducts(values, i * length, i * length, length));
      }
      return (a, b) -> {
        double norm = norms[a] * norms[b];
        if (norm == 0.0) {
          return norms[a] == norms[b] ? 0.0 : 1.0;
        }
        double distance = 1.0 - RowSums.ofProducts(values, a * length, b * length, length) / norm;
        return distance < COSINE_ROUNDING ? 0.0 : distance;
      };
    }
  },

  /** The sum of the absolute differences (Manhattan). */
  L1 {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      return (a, b) -> RowSums.ofLengths(values, a * length, b * length, length);
    }
  },

  /** The cube root of the sum of the cubed absolute differences (Minkowski, p = 3). */
  MINKOWSKI {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      return (a, b) -> Math.cbrt(RowSums.ofCubes(values, a * length, b * length, length));
    }
  };

  /** What 1 - cos of a vector with itself may differ from 0 by: some ulps, over long vectors. */
  private static final double COSINE_ROUNDING = 1e-12;

  /** The distance between two of a fixed set of points, given by their indices. */
  @FunctionalInterface
  interface Distance {
    double between(int a, int b);
  }

  /** Prepares what every distance among these points needs. */
  abstract Distance over(Points points);

  /**
   * Gives the distance between two vectors.
   *
   * @throws IllegalArgumentException if the lengths differ or are 0, or a value is NaN or infinite
   */
  public double between(float[] a, float[] b) {
    return over(Points.ofRows(List.of(a, b))).between(0, 1);
  }
}
