package org.clipmill.core.focus;

/** Few linear equations: Gaussian elimination, the largest number of a column on its diagonal. */
final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves in place.
   *
   * @param rows {@code [n][n + 1]}, the right side last; afterwards the solution stands there
   * @return whether there is one solution
   */
  static boolean solve(double[][] rows) {
    int count = rows.length;
    for (int pivot = 0; pivot < count; pivot++) {
      bringUpLargest(rows, pivot);
      if (rows[pivot][pivot] == 0) {
        return false;
      }
      for (int row = pivot + 1; row < count; row++) {
        double factor = rows[row][pivot] / rows[pivot][pivot];
        for (int column = pivot; column <= count; column++) {
          rows[row][column] -= factor * rows[pivot][column];
        }
      }
    }
    for (int row = count - 1; row >= 0; row--) {
      for (int column = row + 1; column < count; column++) {
        rows[row][count] -= rows[row][column] * rows[column][count];
      }
      rows[row][count] /= rows[row][row];
    }
    return true;
  }

  private static void bringUpLargest(double[][] rows, int pivot) {
    int largest = pivot;
    for (int row = pivot + 1; row < rows.length; row++) {
      if (Math.abs(rows[row][pivot]) > Math.abs(rows[largest][pivot])) {
        largest = row;
      }
    }
    double[] kept = rows[pivot];
    rows[pivot] = rows[largest];
    rows[largest] = kept;
  }
}
