package org.clipmill.core.align;

import java.util.Arrays;

/**
 * A product of float32 matrices in plain Java, written so that the compiler turns the inner loop
 * into vector instructions: four rows by four steps of depth stay in registers while a row of the
 * right side passes by. The order of additions is fixed, hence the result too.
 */
final class MatrixProduct {
  /** Rows and depth must be multiples of this; zeros fill up. */
  static final int TILE = 4;

  private MatrixProduct() {}

  /** Gives the next multiple of {@link #TILE}. */
  static int padded(int count) {
    return (count + TILE - 1) / TILE * TILE;
  }

  /**
   * Sets {@code out = left right}.
   *
   * @param left {@code [rows][depth]}; both multiples of {@link #TILE}
   * @param right {@code [depth][width]}
   * @param out {@code [rows][width]}
   */
  static void of(float[] left, int rows, int depth, float[] right, int width, float[] out) {
    Arrays.fill(out, 0, rows * width, 0f);
    for (int k = 0; k < depth; k += TILE) {
      for (int i = 0; i < rows; i += TILE) {
        addTile(left, i * depth + k, depth, right, k * width, width, out, i * width);
      }
    }
  }

  /** Adds four steps of depth to four rows. Spelled out: a loop would not stay in registers. */
  private static void addTile(
      float[] l, int l0, int depth, float[] r, int r0, int width, float[] c, int c0) {
    int l1 = l0 + depth;
    int l2 = l1 + depth;
    int l3 = l2 + depth;
    float l00 = l[l0];
    float l01 = l[l0 + 1];
    float l02 = l[l0 + 2];
    float l03 = l[l0 + 3];
    float l10 = l[l1];
    float l11 = l[l1 + 1];
    float l12 = l[l1 + 2];
    float l13 = l[l1 + 3];
    float l20 = l[l2];
    float l21 = l[l2 + 1];
    float l22 = l[l2 + 2];
    float l23 = l[l2 + 3];
    float l30 = l[l3];
    float l31 = l[l3 + 1];
    float l32 = l[l3 + 2];
    float l33 = l[l3 + 3];
    int r1 = r0 + width;
    int r2 = r1 + width;
    int r3 = r2 + width;
    int c1 = c0 + width;
    int c2 = c1 + width;
    int c3 = c2 + width;
    for (int j = 0; j < width; j++) {
      float a = r[r0 + j];
      float b = r[r1 + j];
      float d = r[r2 + j];
      float e = r[r3 + j];
      c[c0 + j] = Math.fma(l03, e, Math.fma(l02, d, Math.fma(l01, b, Math.fma(l00, a, c[c0 + j]))));
      c[c1 + j] = Math.fma(l13, e, Math.fma(l12, d, Math.fma(l11, b, Math.fma(l10, a, c[c1 + j]))));
      c[c2 + j] = Math.fma(l23, e, Math.fma(l22, d, Math.fma(l21, b, Math.fma(l20, a, c[c2 + j]))));
      c[c3 + j] = Math.fma(l33, e, Math.fma(l32, d, Math.fma(l31, b, Math.fma(l30, a, c[c3 + j]))));
    }
  }
}
