package org.clipmill.core.flow;

/**
 * One refinement of a flow field: finds the movement that explains the difference of two pictures
 * best over a square around each pixel. The sums over squares slide: first down the columns, then
 * along the row.
 */
final class DisplacementStep {
  /** Pixels from the middle of the square to its side: the square is 15 wide. */
  private static final int REACH = 7;

  private static final int SIDE = 2 * REACH + 1;

  private static final int TERMS = DisplacementEquations.TERMS;

  /** Keeps the matrix invertible where the picture is plain; OpenCV's value, for means. */
  private static final double REGULARIZER = 1e-3 * SIDE * SIDE * SIDE * SIDE;

  /** Rows that a square reaches, and the one that has just left it. */
  private static final int RING_ROWS = SIDE + 1;

  private final int width;
  private final int height;
  private final DisplacementEquations equations;

  /** {@code [row][term][x]}; row y of the picture lies at {@code y % RING_ROWS}. */
  private final double[][][] ring;

  /** Sums over the rows of a square, padded by the reach on both sides. */
  private final double[][] columnSums;

  DisplacementStep(int width, int height) {
    this.width = width;
    this.height = height;
    this.equations = new DisplacementEquations(width, height);
    this.ring = new double[RING_ROWS][TERMS][width];
    this.columnSums = new double[TERMS][width + SIDE];
  }

  /** Replaces a flow field by a better one. */
  void refine(PolynomialExpansion first, PolynomialExpansion second, Displacements field) {
    int rowsReady = 0;
    for (int y = 0; y < height; y++) {
      // A row of the field is overwritten only after it was used here.
      for (; rowsReady <= Math.min(y + REACH, height - 1); rowsReady++) {
        equations.ofRow(first, second, field, rowsReady, ring[rowsReady % RING_ROWS]);
      }
      if (y == 0) {
        startColumnSums();
      } else {
        moveColumnSums(y);
      }
      solveRow(field.right()[y], field.down()[y]);
    }
  }

  /**
   * The square of row 0: that row once and once for each row beyond the border, then those below.
   */
  private void startColumnSums() {
    for (int term = 0; term < TERMS; term++) {
      double[] sums = columnSums[term];
      for (int x = 0; x < width; x++) {
        double sum = ring[0][term][x] * (REACH + 1);
        for (int y = 1; y <= REACH; y++) {
          sum += ring[Math.min(y, height - 1) % RING_ROWS][term][x];
        }
        sums[REACH + 1 + x] = sum;
      }
      pad(sums);
    }
  }

  private void moveColumnSums(int y) {
    double[][] entering = ring[Math.min(y + REACH, height - 1) % RING_ROWS];
    double[][] leaving = ring[Math.max(y - REACH - 1, 0) % RING_ROWS];
    for (int term = 0; term < TERMS; term++) {
      replace(entering[term], leaving[term], columnSums[term]);
      pad(columnSums[term]);
    }
  }

  private static void replace(double[] entering, double[] leaving, double[] sums) {
    for (int x = 0; x < entering.length; x++) {
      sums[REACH + 1 + x] += entering[x] - leaving[x];
    }
  }

  private void pad(double[] sums) {
    for (int x = 0; x <= REACH; x++) {
      sums[x] = sums[REACH + 1];
    }
    for (int x = 0; x < REACH; x++) {
      sums[REACH + 1 + width + x] = sums[REACH + width];
    }
  }

  /** Slides the square along the row and solves the 2x2 system at each pixel. */
  private void solveRow(float[] right, float[] down) {
    double[] yy = columnSums[0];
    double[] xy = columnSums[1];
    double[] xx = columnSums[2];
    double[] ry = columnSums[3];
    double[] rx = columnSums[4];
    double yySum = firstSquare(yy);
    double xySum = firstSquare(xy);
    double xxSum = firstSquare(xx);
    double rySum = firstSquare(ry);
    double rxSum = firstSquare(rx);
    for (int x = 0; x < width; x++) {
      int enters = x + SIDE;
      yySum += yy[enters] - yy[x];
      xySum += xy[enters] - xy[x];
      xxSum += xx[enters] - xx[x];
      rySum += ry[enters] - ry[x];
      rxSum += rx[enters] - rx[x];
      double scale = 1 / (yySum * xxSum - xySum * xySum + REGULARIZER);
      right[x] = (float) ((yySum * rxSum - xySum * rySum) * scale);
      down[x] = (float) ((xxSum * rySum - xySum * rxSum) * scale);
    }
  }

  /** The square one pixel to the left of the first. */
  private static double firstSquare(double[] sums) {
    double sum = 0.0;
    for (int x = 0; x < SIDE; x++) {
      sum += sums[x];
    }
    return sum;
  }
}
