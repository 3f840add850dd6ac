package org.clipmill.core.align;

import java.util.Arrays;

/**
 * What a model saw in each frame of one video, and where in time: at least one frame, all numbers
 * finite. Immutable; the array is not copied and must not change.
 */
public final class FrameFeatures {
  /** Frames per second in which positions count; the rate at which LAMV reads videos. */
  public static final int RATE = 15;

  private final int dimension;
  private final float[] values;
  private final double[] positions;

  private FrameFeatures(int dimension, float[] values, double[] positions) {
    this.dimension = dimension;
    this.values = values;
    this.positions = positions;
  }

  /**
   * Wraps features at given positions.
   *
   * @param dimension numbers per frame, at least 1
   * @param values {@code [frames][dimension]}, row by row
   * @param positions of each frame, in units of 1 / {@link #RATE} s; need not be whole or evenly
   *     spread
   * @throws IllegalArgumentException if there is no frame, the lengths do not fit one another, or a
   *     number is NaN or infinite: such a video has no place in time
   */
  public static FrameFeatures at(int dimension, float[] values, double[] positions) {
    if (dimension < 1
        || values.length == 0
        || values.length != (long) dimension * positions.length) {
      throw new IllegalArgumentException(
          "Was %d values at %d positions; expected at least one frame of dimension %d each"
              .formatted(values.length, positions.length, dimension));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Was %s in frame %d; expected finite numbers".formatted(values[i], i / dimension));
      }
    }
    for (int i = 0; i < positions.length; i++) {
      if (!Double.isFinite(positions[i])) {
        throw new IllegalArgumentException(
            "Was position %s of frame %d; expected finite numbers".formatted(positions[i], i));
      }
    }
    return new FrameFeatures(dimension, values, positions.clone());
  }

  /**
   * Wraps features taken {@link #RATE} times a second: frame {@code k} lies at {@code k}.
   *
   * @throws IllegalArgumentException as {@link #at}
   */
  public static FrameFeatures evenly(int dimension, float[] values) {
    int count = dimension < 1 ? 0 : values.length / dimension;
    double[] positions = new double[count];
    Arrays.setAll(positions, k -> k);
    return at(dimension, values, positions);
  }

  /**
   * Wraps features that FFmpeg's rate filter took {@link #RATE} times a second from a video of
   * another rate: it repeats or drops whole frames, so frame {@code k} really shows source frame
   * {@code rint(k * rate / 15)} (half to even), and lies where that one lies.
   *
   * @param sourceRate frames per second of the video, greater than 0
   * @throws IllegalArgumentException as {@link #at}
   */
  public static FrameFeatures resampled(int dimension, float[] values, double sourceRate) {
    int count = dimension < 1 ? 0 : values.length / dimension;
    return at(dimension, values, resampledPositions(sourceRate, count));
  }

  /** Gives the positions of {@link #resampled}. */
  static double[] resampledPositions(double sourceRate, int count) {
    double[] positions = new double[count];
    Arrays.setAll(positions, k -> Math.rint(k * sourceRate / RATE) / sourceRate * RATE);
    return positions;
  }

  /** Gives how many frames there are; at least 1. */
  public int count() {
    return positions.length;
  }

  /** Gives how many numbers a frame has; at least 1. */
  public int dimension() {
    return dimension;
  }

  /**
   * Gives some of the features without their places, as if {@code sourceRate} were that of a video
   * that starts with them; the original cuts segments this way.
   *
   * @param from first frame
   * @param to after the last frame, greater than {@code from}; more than there are means all
   * @throws IllegalArgumentException if no frame is left
   */
  public FrameFeatures segment(int from, int to, double sourceRate) {
    int end = Math.min(to, count());
    if (from < 0 || from >= end) {
      throw new IllegalArgumentException(
          "Was frames %d to %d of %d; expected at least one".formatted(from, to, count()));
    }
    return resampled(
        dimension, Arrays.copyOfRange(values, from * dimension, end * dimension), sourceRate);
  }

  /** Gives the numbers themselves, {@code [frames][dimension]}; not a copy. */
  float[] values() {
    return values;
  }

  /** Gives the positions themselves, one a frame; not a copy. */
  double[] positions() {
    return positions;
  }
}
