package org.clipmill.core.sample;

import java.util.List;

/**
 * How far two points are from one another. All metrics are symmetric, never negative, and exactly 0
 * between equal points.
 */
public enum Metric {
  /**
   * The square of the Euclidean distance in float32, added coordinate by coordinate: bit for bit
   * what FAISS's {@code IndexFlatL2} gives for one query without vector instructions.
   */
  L2(4.0, 1e-30) {
    @Override
    Distance over(Points points) {
      return new SquaredDistance(points);
    }

    @Override
    PointTile tile(Points points, Distance distance) {
      return new SquaresTile(points);
    }
  },

  /**
   * One minus the cosine of the angle, 0 to 2. A zero vector has no direction: it is 1 away from
   * every other vector and 0 from another zero vector. Below 1e-12 it is 0, so that vectors of one
   * direction count as equal whatever their rounding.
   */
  COSINE(4.0, 1e-10) {
    @Override
    Distance over(Points points) {
      return new CosineDistance(points);
    }

    @Override
    PointTile tile(Points points, Distance distance) {
      return new CosineTile(points, (CosineDistance) distance);
    }
  },

  /** The sum of the absolute differences (Manhattan). */
  L1(2.0, 1e-30) {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      return (a, b) -> RowSums.ofLengths(values, a * length, b * length, length);
    }

    @Override
    PointTile tile(Points points, Distance distance) {
      return new SumsTile(points, SumsTile.Term.LENGTH);
    }
  },

  /** The cube root of the sum of the cubed absolute differences (Minkowski, p = 3). */
  MINKOWSKI(8.0, 1e-30) {
    @Override
    Distance over(Points points) {
      float[] values = points.values();
      int length = points.dimension();
      return (a, b) -> RowSums.ofCubes(values, a * length, b * length, length);
    }

    @Override
    PointTile tile(Points points, Distance distance) {
      return new SumsTile(points, SumsTile.Term.CUBE);
    }

    @Override
    double shown(double raw) {
      return Math.cbrt(raw);
    }
  };

  private final double doubling;
  private final double slack;

  Metric(double doubling, double slack) {
    this.doubling = doubling;
    this.slack = slack;
  }

  /**
   * The raw distance between two of a fixed set of points, given by their indices: it orders as the
   * distance itself does, which is {@link #shown} of it.
   */
  @FunctionalInterface
  interface Distance {
    double rawBetween(int a, int b);

    /**
     * Gives the raw distances between one point and the first {@code count} of others, into the
     * first places of {@code into}.
     */
    default void rawBetween(int a, int[] others, int count, double[] into) {
      for (int i = 0; i < count; i++) {
        into[i] = rawBetween(a, others[i]);
      }
    }
  }

  /** Prepares what every distance among these points needs. */
  abstract Distance over(Points points);

  /**
   * Gives an empty tile for some of these points.
   *
   * @param distance what {@link #over} gave for them
   */
  abstract PointTile tile(Points points, Distance distance);

  /** Turns a raw distance into the distance. */
  double shown(double raw) {
    return raw;
  }

  /**
   * Gives the factor that a raw distance grows by when the way becomes twice as long. By the
   * triangle inequality a point can only be nearer to b than to a where the raw distance from a to
   * b is less than so many times the raw distance from the point to a. One minus the cosine is half
   * the squared length of the chord; where a zero vector takes part the rule holds too, because all
   * distances are then 0 or 1.
   */
  double doubling() {
    return doubling;
  }

  /** Gives more than a raw distance may be wrong by beside a share of itself. */
  double slack() {
    return slack;
  }

  /**
   * Gives the distance between two vectors.
   *
   * @throws IllegalArgumentException if the lengths differ or are 0, or a value is NaN or infinite
   */
  public double between(float[] a, float[] b) {
    return shown(over(Points.ofRows(List.of(a, b))).rawBetween(0, 1));
  }
}
