package org.clipmill.core.flow;

/** Scales planes of floats by linear interpolation between the four nearest pixels. */
final class LinearScaler {
  private final LinearAxis columns;
  private final LinearAxis rows;
  private final float[] mixed;

  LinearScaler(int sourceWidth, int sourceHeight, int width, int height) {
    this.columns = new LinearAxis(sourceWidth, width);
    this.rows = new LinearAxis(sourceHeight, height);
    this.mixed = new float[sourceWidth];
  }

  /**
   * Fills a plane, {@code [height][width]}.
   *
   * @param factor what every value is multiplied by
   */
  void scale(float[][] source, float[][] target, float factor) {
    for (int y = 0; y < target.length; y++) {
      float share = rows.shareOfSecond(y);
      Rows.mix(source[rows.first(y)], source[rows.second(y)], share, mixed);
      float[] row = target[y];
      for (int x = 0; x < row.length; x++) {
        float left = mixed[columns.first(x)];
        float right = mixed[columns.second(x)];
        row[x] = (left + (right - left) * columns.shareOfSecond(x)) * factor;
      }
    }
  }
}
