package org.clipmill.core.variance;

import org.clipmill.core.frame.GreyFrame;

/**
 * Structural similarity of two pictures (SSIM), mean over all windows of 7x7 pixels that lie within
 * them, with unweighted means and sample variances: scikit-image's {@code structural_similarity}
 * for 8-bit pictures with its default settings.
 *
 * <p>Source: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility
 * to structural similarity", IEEE Transactions on Image Processing 13(4), 2004.
 */
public final class StructuralSimilarity {
  /** Side of a window, in pixels. */
  public static final int WINDOW = 7;

  private static final int PIXELS = WINDOW * WINDOW;

  /** (K1 L)^2 and (K2 L)^2 of the paper with its K1 = 0.01, K2 = 0.03, and L = 255. */
  private static final double C1 = 0.01 * 255 * 0.01 * 255;

  private static final double C2 = 0.03 * 255 * 0.03 * 255;

  private StructuralSimilarity() {}

  /**
   * Gives the similarity, -1 to 1; 1 for equal pictures.
   *
   * @throws IllegalArgumentException if the sizes differ or a side is shorter than a window
   */
  public static double between(GreyFrame first, GreyFrame second) {
    int width = first.width();
    int height = first.height();
    if (width != second.width() || height != second.height()) {
      throw new IllegalArgumentException(
          "Cannot compare pictures of %dx%d and %dx%d"
              .formatted(width, height, second.width(), second.height()));
    }
    if (Math.min(width, height) < WINDOW) {
      throw new IllegalArgumentException(
          "Was a picture of %dx%d; expected at least %dx%d"
              .formatted(width, height, WINDOW, WINDOW));
    }
    ColumnSums columns = new ColumnSums(first.values(), second.values(), width);
    double sum = 0.0;
    for (int row = 0; row < height; row++) {
      columns.add(row);
      if (row >= WINDOW) {
        columns.remove(row - WINDOW);
      }
      if (row >= WINDOW - 1) {
        sum += columns.sumOfWindows();
      }
    }
    return sum / ((double) (width - WINDOW + 1) * (height - WINDOW + 1));
  }

  /** Sums over the last seven rows of each column: of both pictures, squares and products. */
  private static final class ColumnSums {
    private final float[] first;
    private final float[] second;
    private final int width;
    private final double[] firsts;
    private final double[] seconds;
    private final double[] squares;
    private final double[] products;

    private ColumnSums(float[] first, float[] second, int width) {
      this.first = first;
      this.second = second;
      this.width = width;
      firsts = new double[width];
      seconds = new double[width];
      squares = new double[width];
      products = new double[width];
    }

    private void add(int row) {
      for (int x = 0, at = row * width; x < width; x++, at++) {
        double a = first[at];
        double b = second[at];
        firsts[x] += a;
        seconds[x] += b;
        squares[x] += a * a + b * b;
        products[x] += a * b;
      }
    }

    private void remove(int row) {
      for (int x = 0, at = row * width; x < width; x++, at++) {
        double a = first[at];
        double b = second[at];
        firsts[x] -= a;
        seconds[x] -= b;
        squares[x] -= a * a + b * b;
        products[x] -= a * b;
      }
    }

    private double sumOfWindows() {
      double sum = 0.0;
      double a = 0.0;
      double b = 0.0;
      double square = 0.0;
      double product = 0.0;
      for (int x = 0; x < width; x++) {
        a += firsts[x];
        b += seconds[x];
        square += squares[x];
        product += products[x];
        if (x >= WINDOW) {
          a -= firsts[x - WINDOW];
          b -= seconds[x - WINDOW];
          square -= squares[x - WINDOW];
          product -= products[x - WINDOW];
        }
        if (x >= WINDOW - 1) {
          sum += similarity(a / PIXELS, b / PIXELS, square, product);
        }
      }
      return sum;
    }

    private static double similarity(double a, double b, double square, double product) {
      double variances = (square - PIXELS * (a * a + b * b)) / (PIXELS - 1);
      double covariance = (product - PIXELS * a * b) / (PIXELS - 1);
      return (2 * a * b + C1) * (2 * covariance + C2) / ((a * a + b * b + C1) * (variances + C2));
    }
  }
}
