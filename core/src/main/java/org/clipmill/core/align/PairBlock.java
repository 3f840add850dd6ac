package org.clipmill.core.align;

import java.util.Arrays;
import java.util.List;

/** A block of pairs of balanced videos, compared by matrix products. */
final class PairBlock {
  private final List<float[]> firsts;
  private final List<float[]> seconds;
  private final int dimension;
  private final int frequencies;
  private final int depth;

  /**
   * Takes the videos.
   *
   * @param firsts {@code [frequencies][2][dimension]} each, at least one video
   * @param seconds as the firsts
   */
  PairBlock(List<float[]> firsts, List<float[]> seconds, int dimension) {
    this.firsts = firsts;
    this.seconds = seconds;
    this.dimension = dimension;
    this.frequencies = firsts.get(0).length / (2 * dimension);
    this.depth = MatrixProduct.padded(2 * dimension);
  }

  /**
   * Gives the curve of every pair to the sink.
   *
   * @param table {@code [2 * frequencies][offsets]}, as of {@link Waves#interleaved}
   */
  void curves(float[] table, int offsets, ScoreMatrix.CurveSink sink) {
    int depthOfTable = MatrixProduct.padded(2 * frequencies);
    float[] padded = Arrays.copyOf(table, depthOfTable * offsets);
    float[] products = products(depthOfTable);
    int rows = MatrixProduct.padded(seconds.size());
    float[] curves = new float[rows * offsets];
    float[] ofOne = new float[rows * depthOfTable];
    for (int i = 0; i < firsts.size(); i++) {
      int size = seconds.size() * depthOfTable;
      System.arraycopy(products, i * size, ofOne, 0, size);
      MatrixProduct.of(ofOne, rows, depthOfTable, padded, offsets, curves);
      for (int j = 0; j < seconds.size(); j++) {
        sink.accept(i, j, curves, j * offsets);
      }
    }
  }

  /** Gives {@code [first][second][depth]}: even and odd product of each frequency in turn. */
  private float[] products(int depthOfTable) {
    int rows = MatrixProduct.padded(firsts.size());
    int width = 2 * seconds.size();
    float[] left = new float[rows * depth];
    float[] right = new float[depth * width];
    float[] out = new float[rows * width];
    float[] products = new float[firsts.size() * seconds.size() * depthOfTable];
    for (int k = 0; k < frequencies; k++) {
      packLeft(k, left);
      packRight(k, right, width);
      MatrixProduct.of(left, rows, depth, right, width, out);
      for (int pair = 0; pair < firsts.size() * seconds.size(); pair++) {
        products[pair * depthOfTable + 2 * k] = out[2 * pair];
        products[pair * depthOfTable + 2 * k + 1] = out[2 * pair + 1];
      }
    }
    return products;
  }

  /** Lays the sums of one frequency of the firsts below one another. */
  private void packLeft(int frequency, float[] left) {
    int length = 2 * dimension;
    for (int i = 0; i < firsts.size(); i++) {
      System.arraycopy(firsts.get(i), frequency * length, left, i * depth, length);
    }
  }

  /** Lays the seconds side by side: first what gives the even product, then what gives the odd. */
  private void packRight(int frequency, float[] right, int width) {
    int sine = 2 * frequency * dimension;
    int cosine = sine + dimension;
    for (int j = 0; j < seconds.size(); j++) {
      float[] video = seconds.get(j);
      for (int d = 0; d < dimension; d++) {
        right[d * width + 2 * j] = video[sine + d];
        right[(dimension + d) * width + 2 * j] = video[cosine + d];
        right[d * width + 2 * j + 1] = video[cosine + d];
        right[(dimension + d) * width + 2 * j + 1] = -video[sine + d];
      }
    }
  }
}
