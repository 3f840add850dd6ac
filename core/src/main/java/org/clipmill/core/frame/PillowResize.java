package org.clipmill.core.frame;

import java.util.Arrays;

/**
 * Scales pictures exactly as Pillow does it for 8-bit pixels: antialiased, columns first, then
 * rows, each result rounded to 8 bits. Of the scaled picture it computes only a rectangle.
 *
 * <p>Made for one pair of sizes: the weights are computed once, the working rows are reused. Not
 * for two threads at once. Source: Pillow's {@code Resample.c}; equal to it bit by bit.
 */
public final class PillowResize {
  private static final int CHANNELS = RgbFrame.CHANNELS;

  private final FrameSize source;
  private final Crop kept;
  private final ResizeWeights columns;
  private final ResizeWeights rows;

  /** Source rows after the first pass, as a ring: row {@code y} lies in {@code y % length}. */
  private final int[][] ring;

  private final int[] sums;

  /**
   * Prepares a resize.
   *
   * @param kept the rectangle of the scaled picture that is wanted
   * @throws IllegalArgumentException if the rectangle reaches beyond the scaled picture
   */
  public PillowResize(FrameSize source, FrameSize target, Crop kept, ResizeFilter filter) {
    if (!kept.liesWithin(target)) {
      throw new IllegalArgumentException("Cannot keep " + kept + " of a picture of " + target);
    }
    this.source = source;
    this.kept = kept;
    this.columns =
        ResizeWeights.of(filter, source.width(), target.width(), kept.left(), kept.size().width());
    this.rows =
        ResizeWeights.of(
            filter, source.height(), target.height(), kept.top(), kept.size().height());
    this.ring = new int[rows.mostTaps()][CHANNELS * kept.size().width()];
    this.sums = new int[CHANNELS * kept.size().width()];
  }

  /** Prepares a resize of which the whole result is wanted. */
  public PillowResize(FrameSize source, FrameSize target, ResizeFilter filter) {
    this(source, target, Crop.whole(target), filter);
  }

  /** Gives the size of the pictures that this resize takes. */
  public FrameSize source() {
    return source;
  }

  /**
   * Gives the wanted rectangle of the scaled picture, in bytes of its own.
   *
   * @throws IllegalArgumentException if the picture has not the size this resize was made for
   */
  public RgbFrame apply(RgbFrame frame) {
    if (frame.width() != source.width() || frame.height() != source.height()) {
      throw new IllegalArgumentException(
          "Was a picture of " + FrameSize.of(frame) + "; expected " + source);
    }
    int width = kept.size().width();
    int height = kept.size().height();
    byte[] result = new byte[CHANNELS * width * height];
    int rowsDone = rows.starts()[0];
    for (int y = 0; y < height; y++) {
      int end = rows.end(y);
      for (rowsDone = Math.max(rowsDone, rows.starts()[y]); rowsDone < end; rowsDone++) {
        scaleRow(frame.bytes(), rowsDone, ring[rowsDone % ring.length]);
      }
      mixRows(y, result);
    }
    return new RgbFrame(width, height, result);
  }

  /** Makes the wanted columns of one source row. */
  private void scaleRow(byte[] rgb, int row, int[] scaled) {
    int[] starts = columns.starts();
    int[] offsets = columns.offsets();
    int[] weights = columns.weights();
    int rowStart = CHANNELS * row * source.width();
    for (int x = 0, out = 0; x < starts.length; x++, out += CHANNELS) {
      int red = ResizeWeights.HALF;
      int green = ResizeWeights.HALF;
      int blue = ResizeWeights.HALF;
      int pixel = rowStart + CHANNELS * starts[x];
      int end = offsets[x + 1];
      for (int tap = offsets[x]; tap < end; tap++, pixel += CHANNELS) {
        int weight = weights[tap];
        red += (rgb[pixel] & 0xFF) * weight;
        green += (rgb[pixel + 1] & 0xFF) * weight;
        blue += (rgb[pixel + 2] & 0xFF) * weight;
      }
      scaled[out] = toByteRange(red);
      scaled[out + 1] = toByteRange(green);
      scaled[out + 2] = toByteRange(blue);
    }
  }

  /** Makes one row of the result from scaled source rows. */
  private void mixRows(int y, byte[] result) {
    Arrays.fill(sums, ResizeWeights.HALF);
    int first = rows.starts()[y];
    for (int tap = rows.offsets()[y]; tap < rows.offsets()[y + 1]; tap++) {
      int sourceRow = first + tap - rows.offsets()[y];
      addWeighted(ring[sourceRow % ring.length], rows.weights()[tap], sums);
    }
    int out = y * sums.length;
    for (int i = 0; i < sums.length; i++) {
      result[out + i] = (byte) toByteRange(sums[i]);
    }
  }

  /** A loop of its own, in a form that the JIT turns into vector instructions. */
  private static void addWeighted(int[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += row[i] * weight;
    }
  }

  private static int toByteRange(int fixedPoint) {
    return Math.max(0, Math.min(255, fixedPoint >> ResizeWeights.FRACTION_BITS));
  }
}
