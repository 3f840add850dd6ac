package org.clipmill.core.flow;

import java.util.Arrays;

/** A flow field while it is refined: one plane for each direction, {@code [height][width]}. */
final class Displacements {
  private final float[][] right;
  private final float[][] down;

  Displacements(int width, int height) {
    this.right = new float[height][width];
    this.down = new float[height][width];
  }

  /** Sets all movement to none. */
  void clear() {
    for (int y = 0; y < right.length; y++) {
      Arrays.fill(right[y], 0f);
      Arrays.fill(down[y], 0f);
    }
  }

  float[][] right() {
    return right;
  }

  float[][] down() {
    return down;
  }

  /** Gives the field, {@code [height][width][x, y]}; a copy. */
  FlowField toField() {
    int width = right[0].length;
    float[] vectors = new float[2 * width * right.length];
    int out = 0;
    for (int y = 0; y < right.length; y++) {
      float[] rightOfRow = right[y];
      float[] downOfRow = down[y];
      for (int x = 0; x < width; x++) {
        vectors[out++] = rightOfRow[x];
        vectors[out++] = downOfRow[x];
      }
    }
    return new FlowField(width, right.length, vectors);
  }
}
