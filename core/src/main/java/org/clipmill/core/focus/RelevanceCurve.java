package org.clipmill.core.focus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the scored frames of a video say about all its frames: scores smoothed over time, straight
 * lines between them, level beyond the outermost.
 */
final class RelevanceCurve {
  /** Beyond so many widths a Gaussian weight is nothing. */
  private static final int REACH = 3;

  private final int[] frames;
  private final double[] scores;
  private final double[] heights;

  private RelevanceCurve(int[] frames, double[] scores, double width) {
    this.frames = frames;
    this.scores = scores;
    this.heights = smoothed(frames, scores, width);
  }

  /**
   * Draws the curve.
   *
   * @param scored at least one frame
   * @param width standard deviation of the Gaussian weights, in frames; positive
   */
  static RelevanceCurve through(ScoredFrames scored, double width) {
    int[] order =
        IntStream.range(0, scored.count())
            .boxed()
            .sorted(Comparator.comparingInt(at -> scored.frames()[at]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new RelevanceCurve(
        Arrays.stream(order).map(at -> scored.frames()[at]).toArray(),
        Arrays.stream(order).mapToDouble(at -> scored.scores()[at]).toArray(),
        width);
  }

  private static double[] smoothed(int[] frames, double[] scores, double width) {
    double[] heights = new double[frames.length];
    int from = 0;
    for (int i = 0; i < frames.length; i++) {
      while (frames[i] - frames[from] > REACH * width) {
        from++;
      }
      double sum = 0;
      double weights = 0;
      for (int j = from; j < frames.length && frames[j] - frames[i] <= REACH * width; j++) {
        double distance = (frames[j] - frames[i]) / width;
        double weight = Math.exp(-0.5 * distance * distance);
        sum += weight * scores[j];
        weights += weight;
      }
      heights[i] = sum / weights;
    }
    return heights;
  }

  /** Gives how many frames were scored. */
  int count() {
    return frames.length;
  }

  /** Gives a scored frame, counted by time. */
  int frame(int at) {
    return frames[at];
  }

  /** Gives the score of a scored frame as it was measured. */
  double score(int at) {
    return scores[at];
  }

  /** Gives the height of the curve at a scored frame. */
  double height(int at) {
    return heights[at];
  }

  /**
   * Gives the height of the curve at any frames.
   *
   * @param places frames in ascending order
   */
  double[] heightsAt(int[] places) {
    double[] found = new double[places.length];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      while (next < frames.length && frames[next] <= places[i]) {
        next++;
      }
      if (next == 0) {
        found[i] = heights[0];
      } else if (next == frames.length) {
        found[i] = heights[next - 1];
      } else {
        double share = (places[i] - frames[next - 1]) / (double) (frames[next] - frames[next - 1]);
        found[i] = heights[next - 1] + share * (heights[next] - heights[next - 1]);
      }
    }
    return found;
  }

  /** Gives how far the highest point lies above the lowest. */
  double range() {
    return Arrays.stream(heights).max().orElse(0) - Arrays.stream(heights).min().orElse(0);
  }

  /** Gives the mean square by which the curve changes over one frame, from sample to sample. */
  double restlessness() {
    double squares = 0;
    for (int i = 1; i < frames.length; i++) {
      squares += (heights[i] - heights[i - 1]) * (heights[i] - heights[i - 1]);
    }
    return frames.length < 2 ? 0 : squares / (frames[frames.length - 1] - frames[0]);
  }
}
