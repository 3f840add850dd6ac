package org.clipmill.core.flow;

/**
 * The equations for the movement at each pixel: compares the parabola of the earlier picture with
 * the one of the later picture at the place where the flow so far leads (Farnebäck 2003, section
 * 4). Five terms a pixel: the symmetric 2x2 matrix (yy, xy, xx) and the right side (y, x).
 */
final class DisplacementEquations {
  /** Terms of a pixel. */
  static final int TERMS = 5;

  /** How far pixels near the border, whose parabolas are less certain, are trusted; OpenCV's. */
  private static final float[] TRUST = {0.14f, 0.14f, 0.4472f, 0.4472f, 0.4472f};

  private final int width;
  private final int height;

  /** The later picture's coefficients where the flow leads, {@code [coefficient][x]}. */
  private final float[][] found;

  /** Both pictures together: curvatures of y, x and xy, and what slope y and x have to explain. */
  private final float[][] joined;

  /** The equations of the row in work, {@code [term][x]}. */
  private final float[][] terms;

  private final float[] columnTrust;
  private final float[] rowTrust;

  DisplacementEquations(int width, int height) {
    this.width = width;
    this.height = height;
    this.found = new float[PolynomialExpansion.COEFFICIENTS][width];
    this.joined = new float[TERMS][width];
    this.terms = new float[TERMS][width];
    this.columnTrust = squaredTrust(width);
    this.rowTrust = squaredTrust(height);
  }

  /** Fills {@code stored}, {@code [term][x]}, with the equations of row {@code y}. */
  void ofRow(
      PolynomialExpansion first,
      PolynomialExpansion second,
      Displacements field,
      int y,
      double[][] stored) {
    lookUp(first, second, field, y);
    join(first, field, y);
    for (int term = 0; term < TERMS; term++) {
      store(terms[term], columnTrust, rowTrust[y], stored[term]);
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
}
