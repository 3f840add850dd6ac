package org.clipmill.core.flow;

/** How far each pixel of a picture moved to be found in the next one, in pixels. */
public final class FlowField {
  private final int width;
  private final int height;
  private final float[] vectors;

  /**
   * Wraps vectors.
   *
   * @param vectors {@code [height][width][x, y]}
   * @throws IllegalArgumentException if the count does not match
   */
  public FlowField(int width, int height, float[] vectors) {
    if (vectors.length != 2L * width * height) {
      throw new IllegalArgumentException(
          "Was "
              + width
              + "x"
              + height
              + " with "
              + vectors.length
              + " values; allowed: 2 a pixel");
    }
    this.width = width;
    this.height = height;
    this.vectors = vectors;
  }

  /** Gives the number of columns. */
  public int width() {
    return width;
  }

  /** Gives the number of rows. */
  public int height() {
    return height;
  }

  /** Gives the vectors themselves, {@code [height][width][x, y]}; not a copy. */
  public float[] vectors() {
    return vectors;
  }

  /** Gives the mean length of the vectors, in pixels. */
  public double meanMagnitude() {
    double sum = 0.0;
    for (int i = 0; i < vectors.length; i += 2) {
      float x = vectors[i];
      float y = vectors[i + 1];
      sum += (float) Math.sqrt(x * x + y * y);
    }
    return sum / ((double) width * height);
  }
}
