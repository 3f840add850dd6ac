package org.clipmill.core.feature;

import org.clipmill.core.encode.FrameCode;
import org.jspecify.annotations.Nullable;

/**
 * Where a clip lies among all clips: the mean of its frames' codes, each channel averaged down to a
 * coarse grid. A code of 8x30x30 gives 8x5x5 = 200 values; that of an image embedder, a vector,
 * keeps its length.
 */
public final class ClipEmbedding {
  /** Most cells along one side of a channel. */
  public static final int MOST_CELLS = 5;

  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  private ClipEmbedding(int channels, int height, int width, float[] values) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Gives the number of channels. */
  public int channels() {
    return channels;
  }

  /** Gives the rows of cells, 1 to {@link #MOST_CELLS}. */
  public int height() {
    return height;
  }

  /** Gives the columns of cells, 1 to {@link #MOST_CELLS}. */
  public int width() {
    return width;
  }

  /** Gives the values, {@code [channels][height][width]}; a copy. */
  public float[] values() {
    return values.clone();
  }

  /** The sum of the cells over the frames seen so far. */
  static final class Builder {
    private int channels;
    private int height;
    private int width;
    private double @Nullable [] sums;
    private long frames;

    /** Adds a frame; all have the shape of the first. */
    void add(FrameCode code) {
      if (sums == null) {
        channels = code.channels();
        height = Math.min(MOST_CELLS, code.height());
        width = Math.min(MOST_CELLS, code.width());
        sums = new double[channels * height * width];
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += cellMean(code, i);
      }
      frames++;
    }

    /**
     * Averages the values that fall into a cell. Where the sides do not divide evenly, a cell takes
     * every row and column that it touches.
     */
    private double cellMean(FrameCode code, int cell) {
      int channel = cell / (height * width);
      int row = cell / width % height;
      int column = cell % width;
      int top = row * code.height() / height;
      int bottom = divideUp((row + 1) * code.height(), height);
      int left = column * code.width() / width;
      int right = divideUp((column + 1) * code.width(), width);
      double sum = 0.0;
      for (int y = top; y < bottom; y++) {
        int start = (channel * code.height() + y) * code.width();
        for (int x = left; x < right; x++) {
          sum += code.values()[start + x];
        }
      }
      return sum / ((bottom - top) * (right - left));
    }

    private static int divideUp(int dividend, int divisor) {
      return (dividend + divisor - 1) / divisor;
    }

    /** Gives the mean; there must have been a frame. */
    ClipEmbedding build() {
      double[] total = sums;
      if (total == null) {
        throw new IllegalStateException("Cannot embed a clip without frames");
      }
      float[] means = new float[total.length];
      for (int i = 0; i < means.length; i++) {
        means[i] = (float) (total[i] / frames);
      }
      return new ClipEmbedding(channels, height, width, means);
    }
  }
}
