package org.clipmill.core.flow;

/**
 * One refinement of a flow field: compares the parabola at each pixel with the one at the place
 * where the flow so far leads, and finds the movement that explains the difference best over a
 * square around the pixel (Farnebäck 2003, section 4).
 */
final class DisplacementStep {
  /** Pixels from the middle of the square to its side: the square is 15 wide. */
  private static final int REACH = 7;

  /** Entries of the symmetric 2x2 matrix and of the right side. */
  private static final int TERMS = 5;

  /** Keeps the matrix invertible where the picture is plain; OpenCV's value. */
  private static final double REGULARIZER = 1e-3;

  /** How far pixels near the border, whose parabolas are less certain, are trusted; OpenCV's. */
  private static final float[] TRUST = {0.14f, 0.14f, 0.4472f, 0.4472f, 0.4472f};

  /** Rows that a square reaches, and the one that has just left it. */
  private static final int RING_ROWS = 2 * REACH + 2;

  private final int width;
  private final int height;

  /** The later picture's coefficients where the flow leads, {@code [coefficient][x]}. */
  private final float[][] found;

  /** Both pictures together: the curvatures and the right side, {@code [5][x]}. */
  private final float[][] joined;

  /** The equations of the row in work, {@code [term][x]}. */
  private final float[][] terms;

  /** {@code [row][term][x]}; row y of the picture lies at {@code y % RING_ROWS}. */
  private final double[][][] ring;

  /** Sums over the rows of a square, padded by the reach on both sides. */
  private final double[][] columnSums;

  private final float[] columnTrust;
  private final float[] rowTrust;

  DisplacementStep(int width, int height) {
    this.width = width;
    this.height = height;
    this.found = new float[PolynomialExpansion.COEFFICIENTS][width];
    this.joined = new float[TERMS][width];
    this.terms = new float[TERMS][width];
    this.ring = new double[RING_ROWS][TERMS][width];
    this.columnTrust = squaredTrust(width);
    this.rowTrust = squaredTrust(height);
    this.columnSums = new double[TERMS][width + 2 * REACH + 1];
  }

  /** Replaces a flow field by a better one. */
  void refine(PolynomialExpansion first, PolynomialExpansion second, Displacements field) {
    int rowsReady = 0;
    for (int y = 0; y < height; y++) {
      // A row of the field is overwritten only after it was used here.
      for (; rowsReady <= Math.min(y + REACH, height - 1); rowsReady++) {
        lookUp(first, second, field, rowsReady);
        join(first, field, rowsReady);
        store(rowsReady);
      }
      if (y == 0) {
        startColumnSums();
      } else {
        moveColumnSums(y);
      }
      solveRow(field.right()[y], field.down()[y]);
    }
  }

  /** Finds the later picture's coefficients between the four pixels where the flow leads. */
  private void lookUp(
      PolynomialExpansion first, PolynomialExpansion second, Displacements field, int y) {
    float[] right = field.right()[y];
    float[] down = field.down()[y];
    float[] pixels = second.pixels();
    float[] slopeY = found[0];
    float[] slopeX = found[1];
    float[] curveY = found[2];
    float[] curveX = found[3];
    float[] mixed = found[4];
    for (int x = 0; x < width; x++) {
      float toX = x + right[x];
      float toY = y + down[x];
      if (toX >= 0 && toX < width - 1 && toY >= 0 && toY < height - 1) {
        int left = (int) toX;
        int top = (int) toY;
        float shareX = toX - left;
        float shareY = toY - top;
        float w00 = (1 - shareX) * (1 - shareY);
        float w01 = shareX * (1 - shareY);
        float w10 = (1 - shareX) * shareY;
        float w11 = shareX * shareY;
        int p = (top * width + left) * PolynomialExpansion.COEFFICIENTS;
        int q = p + width * PolynomialExpansion.COEFFICIENTS;
        slopeY[x] = pixels[p] * w00 + pixels[p + 5] * w01 + pixels[q] * w10 + pixels[q + 5] * w11;
        slopeX[x] =
            pixels[p + 1] * w00 + pixels[p + 6] * w01 + pixels[q + 1] * w10 + pixels[q + 6] * w11;
        curveY[x] =
            pixels[p + 2] * w00 + pixels[p + 7] * w01 + pixels[q + 2] * w10 + pixels[q + 7] * w11;
        curveX[x] =
            pixels[p + 3] * w00 + pixels[p + 8] * w01 + pixels[q + 3] * w10 + pixels[q + 8] * w11;
        mixed[x] =
            pixels[p + 4] * w00 + pixels[p + 9] * w01 + pixels[q + 4] * w10 + pixels[q + 9] * w11;
      } else {
        // Outside: no slope is known there, and the curvature is taken to be the same.
        slopeY[x] = 0f;
        slopeX[x] = 0f;
        curveY[x] = first.row(2, y)[x];
        curveX[x] = first.row(3, y)[x];
        mixed[x] = first.row(4, y)[x];
      }
    }
  }

  /** Sets up the equations of each pixel of a row from both parabolas. */
  private void join(PolynomialExpansion first, Displacements field, int y) {
    average(first.row(2, y), found[2], 0.5f, joined[0]);
    average(first.row(3, y), found[3], 0.5f, joined[1]);
    average(first.row(4, y), found[4], 0.25f, joined[2]);
    float[] right = field.right()[y];
    float[] down = field.down()[y];
    rightSide(first.row(0, y), found[0], joined[0], joined[2], down, right, joined[3]);
    rightSide(first.row(1, y), found[1], joined[2], joined[1], down, right, joined[4]);
    matrix(joined[0], joined[1], joined[2], terms[0], terms[1], terms[2]);
    product(joined[0], joined[2], joined[3], joined[4], terms[3]);
    product(joined[2], joined[1], joined[3], joined[4], terms[4]);
  }

  private static void average(float[] before, float[] after, float weight, float[] average) {
    for (int x = 0; x < average.length; x++) {
      average[x] = (before[x] + after[x]) * weight;
    }
  }

  /** Half the change of slope, and what the movement so far explains of it. */
  private static void rightSide(
      float[] before,
      float[] after,
      float[] ofDown,
      float[] ofRight,
      float[] down,
      float[] right,
      float[] result) {
    for (int x = 0; x < result.length; x++) {
      result[x] = (before[x] - after[x]) * 0.5f + ofDown[x] * down[x] + ofRight[x] * right[x];
    }
  }

  private static void matrix(
      float[] curveY, float[] curveX, float[] mixed, float[] yy, float[] xy, float[] xx) {
    for (int x = 0; x < mixed.length; x++) {
      float square = mixed[x] * mixed[x];
      yy[x] = curveY[x] * curveY[x] + square;
      xy[x] = (curveY[x] + curveX[x]) * mixed[x];
      xx[x] = curveX[x] * curveX[x] + square;
    }
  }

  private static void product(float[] a, float[] b, float[] y, float[] x, float[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] * y[i] + b[i] * x[i];
    }
  }

  private void store(int y) {
    double[][] row = ring[y % RING_ROWS];
    for (int term = 0; term < TERMS; term++) {
      store(terms[term], columnTrust, rowTrust[y], row[term]);
    }
  }

  private static void store(float[] values, float[] factors, float factor, double[] stored) {
    for (int x = 0; x < stored.length; x++) {
      stored[x] = values[x] * (factors[x] * factor);
    }
  }

  /** Every term is a product of two trusted values, so the trust counts twice. */
  private static float[] squaredTrust(int length) {
    float[] trust = new float[length];
    for (int i = 0; i < length; i++) {
      float fromStart = i < TRUST.length ? TRUST[i] : 1f;
      float fromEnd = length - 1 - i < TRUST.length ? TRUST[length - 1 - i] : 1f;
      trust[i] = fromStart * fromEnd * fromStart * fromEnd;
    }
    return trust;
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
    double[] square = new double[TERMS];
    for (int term = 0; term < TERMS; term++) {
      for (int x = 0; x < 2 * REACH + 1; x++) {
        square[term] += columnSums[term][x];
      }
    }
    double yySum = square[0];
    double xySum = square[1];
    double xxSum = square[2];
    double rySum = square[3];
    double rxSum = square[4];
    double pixels = (2 * REACH + 1) * (2 * REACH + 1);
    double regularizer = REGULARIZER * pixels * pixels;
    for (int x = 0; x < width; x++) {
      int enters = x + 2 * REACH + 1;
      yySum += yy[enters] - yy[x];
      xySum += xy[enters] - xy[x];
      xxSum += xx[enters] - xx[x];
      rySum += ry[enters] - ry[x];
      rxSum += rx[enters] - rx[x];
      double scale = 1 / (yySum * xxSum - xySum * xySum + regularizer);
      right[x] = (float) ((yySum * rxSum - xySum * rySum) * scale);
      down[x] = (float) ((xxSum * rySum - xySum * rxSum) * scale);
    }
  }
}
