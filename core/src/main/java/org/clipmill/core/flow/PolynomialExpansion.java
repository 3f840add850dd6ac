package org.clipmill.core.flow;

import java.util.Arrays;

/**
 * A picture as a parabola around each pixel: five coefficients a pixel, those of y, x, y², x² and
 * xy (the constant one is not needed). Fitted to the neighbourhood with a Gaussian weight (Gunnar
 * Farnebäck, Two-Frame Motion Estimation Based on Polynomial Expansion, SCIA 2003, section 2).
 *
 * <p>Beyond the border the outermost pixels are repeated.
 */
final class PolynomialExpansion {
  /** Coefficients of a pixel. */
  static final int COEFFICIENTS = 5;

  /** Pixels to each side of the middle one. */
  private static final int REACH = 5;

  private static final double SIGMA = 1.2;

  private static final FittingWeights WEIGHTS = FittingWeights.of(REACH, SIGMA);

  private final int width;
  private final int height;

  /** {@code [coefficient][height][width]}, for work on whole rows. */
  private final float[][][] planes;

  /** {@code [height][width][coefficient]}, for work at one place. */
  private final float[] pixels;

  /** Sums down the columns with weights 1, y and y². */
  private final float[][] columnSums;

  /** Sums over the neighbourhood with weights 1, x, y, x², y² and xy. */
  private final float[][] sums;

  private final float[] padded;
  private final float[] left;
  private final float[] right;

  PolynomialExpansion(int width, int height) {
    this.width = width;
    this.height = height;
    this.planes = new float[COEFFICIENTS][height][width];
    this.pixels = new float[COEFFICIENTS * width * height];
    this.columnSums = new float[3][width];
    this.sums = new float[6][width];
    this.padded = new float[width + 2 * REACH];
    this.left = new float[width];
    this.right = new float[width];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Gives one coefficient of the pixels of a row; 0 to 4 are y, x, y², x² and xy. */
  float[] row(int coefficient, int y) {
    return planes[coefficient][y];
  }

  /** Gives all coefficients, {@code [height][width][y, x, y², x², xy]}; not a copy. */
  float[] pixels() {
    return pixels;
  }

  /** Replaces the coefficients by those of a picture, {@code [height][width]}. */
  void expand(float[][] picture) {
    for (int y = 0; y < height; y++) {
      sumColumns(picture, y);
      sumPlain();
      sumByRow();
      sumBySquareOfRow();
      solve(y);
      interleave(y);
    }
  }

  private void sumColumns(float[][] picture, int y) {
    Rows.weigh(picture[y], WEIGHTS.plain(0), columnSums[0]);
    Arrays.fill(columnSums[1], 0f);
    Arrays.fill(columnSums[2], 0f);
    for (int k = 1; k <= REACH; k++) {
      float[] above = picture[Math.max(y - k, 0)];
      float[] below = picture[Math.min(y + k, height - 1)];
      Rows.addEvenAndOdd(
          above, below, WEIGHTS.plain(k), WEIGHTS.linear(k), columnSums[0], columnSums[1]);
      Rows.addEven(above, below, WEIGHTS.square(k), columnSums[2]);
    }
  }

  private void sumPlain() {
    pad(columnSums[0]);
    Rows.weigh(columnSums[0], WEIGHTS.plain(0), sums[0]);
    Arrays.fill(sums[1], 0f);
    Arrays.fill(sums[3], 0f);
    for (int k = 1; k <= REACH; k++) {
      shift(k);
      Rows.addEvenAndOdd(left, right, WEIGHTS.plain(k), WEIGHTS.linear(k), sums[0], sums[1]);
      Rows.addEven(left, right, WEIGHTS.square(k), sums[3]);
    }
  }

  private void sumByRow() {
    pad(columnSums[1]);
    Rows.weigh(columnSums[1], WEIGHTS.plain(0), sums[2]);
    Arrays.fill(sums[5], 0f);
    for (int k = 1; k <= REACH; k++) {
      shift(k);
      Rows.addEvenAndOdd(left, right, WEIGHTS.plain(k), WEIGHTS.linear(k), sums[2], sums[5]);
    }
  }

  private void sumBySquareOfRow() {
    pad(columnSums[2]);
    Rows.weigh(columnSums[2], WEIGHTS.plain(0), sums[4]);
    for (int k = 1; k <= REACH; k++) {
      shift(k);
      Rows.addEven(left, right, WEIGHTS.plain(k), sums[4]);
    }
  }

  private void pad(float[] row) {
    Arrays.fill(padded, 0, REACH, row[0]);
    System.arraycopy(row, 0, padded, REACH, width);
    Arrays.fill(padded, REACH + width, padded.length, row[width - 1]);
  }

  /** Puts the pixels at a distance to the left and to the right under each pixel. */
  private void shift(int distance) {
    System.arraycopy(padded, REACH - distance, left, 0, width);
    System.arraycopy(padded, REACH + distance, right, 0, width);
  }

  private void solve(int y) {
    Rows.weigh(sums[2], WEIGHTS.toLinear(), planes[0][y]);
    Rows.weigh(sums[1], WEIGHTS.toLinear(), planes[1][y]);
    solveSquare(sums[0], sums[4], planes[2][y]);
    solveSquare(sums[0], sums[3], planes[3][y]);
    Rows.weigh(sums[5], WEIGHTS.toMixed(), planes[4][y]);
  }

  private static void solveSquare(float[] plainSum, float[] squareSum, float[] solved) {
    float ofPlain = WEIGHTS.constantToSquare();
    float ofSquare = WEIGHTS.squareToSquare();
    for (int x = 0; x < solved.length; x++) {
      solved[x] = plainSum[x] * ofPlain + squareSum[x] * ofSquare;
    }
  }

  private void interleave(int y) {
    float[] slopeY = planes[0][y];
    float[] slopeX = planes[1][y];
    float[] curveY = planes[2][y];
    float[] curveX = planes[3][y];
    float[] mixed = planes[4][y];
    for (int x = 0, out = y * width * COEFFICIENTS; x < width; x++, out += COEFFICIENTS) {
      pixels[out] = slopeY[x];
      pixels[out + 1] = slopeX[x];
      pixels[out + 2] = curveY[x];
      pixels[out + 3] = curveX[x];
      pixels[out + 4] = mixed[x];
    }
  }
}
