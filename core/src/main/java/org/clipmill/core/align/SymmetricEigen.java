package org.clipmill.core.align;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal
 * matrix, then implicit QL steps. Costs about {@code 9 n^3} multiplications. Source: Golub and Van
 * Loan, "Matrix Computations", sections 8.3.1 and 8.3.3; the shift is Wilkinson's.
 */
final class SymmetricEigen {
  private static final int MOST_STEPS = 60;

  private final int n;

  /** Row k becomes the k-th eigenvector. */
  private final double[][] vectors;

  private final double[] diagonal;
  private final double[] beside;
  private int[] order = new int[0];

  /** The greatest sum of a row of the tridiagonal matrix: what is negligible is so beside it. */
  private double norm;

  private SymmetricEigen(double[] matrix, int n) {
    this.n = n;
    this.diagonal = new double[n];
    this.beside = new double[n];
    this.vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix, i * n, vectors[i], 0, n);
    }
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix {@code [n][n]}, symmetric, finite
   */
  static SymmetricEigen of(double[] matrix, int n) {
    SymmetricEigen eigen = new SymmetricEigen(matrix, n);
    eigen.reduce();
    eigen.iterate();
    eigen.settle();
    return eigen;
  }

  /** Gives the k-th greatest eigenvalue. */
  double value(int k) {
    return diagonal[order[k]];
  }

  /**
   * Gives its eigenvector, of length 1; its greatest component (of equals the first) is positive.
   */
  double[] vector(int k) {
    return vectors[order[k]];
  }

  /** Makes the matrix tridiagonal and leaves the turn in {@code vectors}, transposed. */
  private void reduce() {
    double[][] a = vectors;
    double[][] reflections = new double[n][];
    for (int k = 0; k < n - 2; k++) {
      double[] v = reflection(a, k);
      reflections[k] = v;
      if (v.length > 0) {
        reflect(a, v, k + 1);
      }
    }
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i][i];
      beside[i] = i + 1 < n ? a[i + 1][i] : 0;
      norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(beside[i]));
    }
    turn(reflections);
  }

  /**
   * Gives the unit vector that mirrors column k below the diagonal onto its first entry; none if it
   * lies there. The column is divided by its greatest entry first, or squares of small ones vanish.
   */
  private double[] reflection(double[][] a, int k) {
    int from = k + 1;
    double[] v = new double[n - from];
    double scale = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = a[from + i][k];
      scale = Math.max(scale, Math.abs(v[i]));
    }
    double tail = 0;
    for (int i = 0; i < v.length && scale > 0; i++) {
      v[i] /= scale;
      tail += i == 0 ? 0 : v[i] * v[i];
    }
    if (tail == 0) {
      return new double[0];
    }
    double mirrored = -Math.copySign(Math.sqrt(tail + v[0] * v[0]), v[0]);
    v[0] -= mirrored;
    double length = Math.sqrt(tail + v[0] * v[0]);
    for (int i = 0; i < v.length; i++) {
      v[i] /= length;
    }
    a[from][k] = mirrored * scale;
    a[k][from] = a[from][k];
    return v;
  }

  /** Applies a reflection from both sides to the block that starts at {@code from}. */
  private void reflect(double[][] a, double[] v, int from) {
    double[] p = new double[v.length];
    double inner = 0;
    for (int i = 0; i < v.length; i++) {
      double sum = 0;
      double[] row = a[from + i];
      for (int j = 0; j < v.length; j++) {
        sum += row[from + j] * v[j];
      }
      p[i] = 2 * sum;
      inner += p[i] * v[i];
    }
    for (int i = 0; i < v.length; i++) {
      p[i] -= inner * v[i];
    }
    for (int i = 0; i < v.length; i++) {
      double[] row = a[from + i];
      for (int j = 0; j < v.length; j++) {
        row[from + j] -= v[i] * p[j] + p[i] * v[j];
      }
    }
  }

  /** Multiplies the reflections, last first; the product is kept transposed. */
  private void turn(double[][] reflections) {
    for (int i = 0; i < n; i++) {
      vectors[i] = new double[n];
      vectors[i][i] = 1;
    }
    for (int k = n - 3; k >= 0; k--) {
      double[] v = reflections[k];
      int from = k + 1;
      for (int i = from; i < n && v.length > 0; i++) {
        double[] row = vectors[i];
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
          sum += row[from + j] * v[j];
        }
        for (int j = 0; j < v.length; j++) {
          row[from + j] -= 2 * sum * v[j];
        }
      }
    }
  }

  /** Drives the entries beside the diagonal to zero, one after the other. */
  private void iterate() {
    for (int low = 0; low < n; low++) {
      int steps = 0;
      for (int end = splitAfter(low); end > low; end = splitAfter(low)) {
        if (++steps > MOST_STEPS) {
          throw new IllegalStateException(
              "Was still not diagonal after %d steps at row %d of %d"
                  .formatted(MOST_STEPS, low, n));
        }
        step(low, end);
      }
    }
  }

  /** Gives the first row, from {@code low} on, after which the entry beside is negligible. */
  private int splitAfter(int low) {
    int end = low;
    while (end < n - 1) {
      double around = Math.abs(diagonal[end]) + Math.abs(diagonal[end + 1]);
      if (Math.abs(beside[end]) <= Math.ulp(1.0) * Math.max(around, norm)) {
        break;
      }
      end++;
    }
    return end;
  }

  /** One implicit QL step on the rows from {@code low} to {@code end}. */
  private void step(int low, int end) {
    double half = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
    double root = Math.hypot(half, 1);
    double g = diagonal[end] - diagonal[low] + beside[low] / (half + Math.copySign(root, half));
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = end - 1; i >= low; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.hypot(f, g);
      beside[i + 1] = r;
      if (r == 0) {
        diagonal[i + 1] -= shift;
        beside[end] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[i + 1] - shift;
      r = (diagonal[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      diagonal[i + 1] = g + shift;
      g = cosine * r - b;
      rotate(vectors[i], vectors[i + 1], sine, cosine);
    }
    diagonal[low] -= shift;
    beside[low] = g;
    beside[end] = 0;
  }

  private static void rotate(double[] lower, double[] upper, double sine, double cosine) {
    for (int k = 0; k < lower.length; k++) {
      double f = upper[k];
      upper[k] = sine * lower[k] + cosine * f;
      lower[k] = cosine * lower[k] - sine * f;
    }
  }

  /** Orders by eigenvalue, greatest first (of equals by row), and settles signs. */
  private void settle() {
    order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -diagonal[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (double[] vector : vectors) {
      int greatest = 0;
      for (int d = 1; d < n; d++) {
        if (Math.abs(vector[d]) > Math.abs(vector[greatest])) {
          greatest = d;
        }
      }
      if (vector[greatest] < 0) {
        for (int d = 0; d < n; d++) {
          vector[d] = -vector[d];
        }
      }
    }
  }
}
