package org.clipmill.core.flow;

/** Blurs planes of floats; beyond the border they are mirrored at the outermost pixel. */
final class GaussianBlur {
  /** Weights of the middle pixel and of those to one side of it. */
  private final float[] kernel;

  private final float[] mixed;
  private final float[] padded;
  private final float[] left;
  private final float[] right;

  GaussianBlur(int width, float[] kernel) {
    this.kernel = kernel;
    this.mixed = new float[width];
    this.padded = new float[width + 2 * (kernel.length - 1)];
    this.left = new float[width];
    this.right = new float[width];
  }

  /**
   * Gives the weights that OpenCV takes for a width of bell and a number of pixels.
   *
   * @param sigma 0 for the binomial weights of three pixels
   * @param size pixels in all, odd
   */
  static float[] kernel(double sigma, int size) {
    if (sigma == 0.0) {
      return new float[] {0.5f, 0.25f};
    }
    double[] bell = new double[size / 2 + 1];
    double sum = 0.0;
    for (int i = 0; i < bell.length; i++) {
      bell[i] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += i == 0 ? bell[i] : 2 * bell[i];
    }
    float[] kernel = new float[bell.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (bell[i] / sum);
    }
    return kernel;
  }

  /** Fills {@code target}, which is not {@code source}; both {@code [height][width]}. */
  void blur(float[][] source, float[][] target) {
    for (int y = 0; y < source.length; y++) {
      mixColumns(source, y);
      mixRow(target[y]);
    }
  }

  private void mixColumns(float[][] source, int y) {
    Rows.weigh(source[y], kernel[0], mixed);
    for (int i = 1; i < kernel.length; i++) {
      float[] above = source[mirrored(y - i, source.length)];
      float[] below = source[mirrored(y + i, source.length)];
      Rows.addEven(above, below, kernel[i], mixed);
    }
  }

  private void mixRow(float[] target) {
    int width = target.length;
    int reach = kernel.length - 1;
    System.arraycopy(mixed, 0, padded, reach, width);
    for (int i = 1; i <= reach; i++) {
      padded[reach - i] = mixed[mirrored(-i, width)];
      padded[reach + width - 1 + i] = mixed[mirrored(width - 1 + i, width)];
    }
    Rows.weigh(mixed, kernel[0], target);
    for (int i = 1; i <= reach; i++) {
      System.arraycopy(padded, reach - i, left, 0, width);
      System.arraycopy(padded, reach + i, right, 0, width);
      Rows.addEven(left, right, kernel[i], target);
    }
  }

  /** Pictures smaller than the reach are mirrored again and again. */
  private static int mirrored(int position, int length) {
    int at = position;
    while (at < 0 || at >= length) {
      at = length == 1 ? 0 : at < 0 ? -at : 2 * (length - 1) - at;
    }
    return at;
  }
}
