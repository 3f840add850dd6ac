package org.clipmill.core.focus;

import java.util.Arrays;

/**
 * Guesses the relevance of every frame of an arm as the original does, with what goes wrong there:
 * samples are taken in the order in which they were scored, not by time.
 */
final class ArmEstimate {
  /** From so many samples on the original's linear interpolation searches by halving. */
  private static final int LINEAR_SEARCH = 4;

  private static final int NEAR_GUESS = 8;

  private ArmEstimate() {}

  /**
   * Gives one value per frame from first to last.
   *
   * @param frames scored frames in the order in which they were scored
   * @param scores their scores
   * @return values in [0, 1], except for the mean, which is left as it is; none without samples
   */
  static double[] of(Interpolation method, int first, int last, int[] frames, double[] scores) {
    if (frames.length == 0) {
      return new double[0];
    }
    double[] estimated = new double[last - first + 1];
    boolean found =
        switch (method) {
          case NEAREST -> nearest(first, frames, scores, estimated);
          case LINEAR -> linear(first, frames, scores, estimated);
          case RBF -> bells(first, frames, scores, estimated);
          case UNIFORM, MEAN -> false;
        };
    if (!found) {
      Arrays.fill(estimated, NumpySum.of(scores) / scores.length);
      return estimated;
    }
    for (int i = 0; i < estimated.length; i++) {
      estimated[i] = Math.max(0, Math.min(1, estimated[i]));
    }
    return estimated;
  }

  private static boolean nearest(int first, int[] frames, double[] scores, double[] estimated) {
    for (int i = 0; i < estimated.length; i++) {
      int best = 0;
      for (int sample = 1; sample < frames.length; sample++) {
        if (Math.abs(frames[sample] - first - i) < Math.abs(frames[best] - first - i)) {
          best = sample;
        }
      }
      estimated[i] = scores[best];
    }
    return true;
  }

  /**
   * What NumPy's {@code interp} gives, also for samples that do not ascend, for which it promises
   * nothing.
   */
  private static boolean linear(int first, int[] frames, double[] scores, double[] estimated) {
    int samples = frames.length;
    int at = 0;
    for (int i = 0; i < estimated.length; i++) {
      int frame = first + i;
      if (samples == 1) {
        estimated[i] = scores[0];
        continue;
      }
      at = segment(frame, frames, at);
      if (at < 0) {
        estimated[i] = scores[0];
      } else if (at >= samples - 1) {
        estimated[i] = scores[samples - 1];
      } else if (frames[at] == frame) {
        estimated[i] = scores[at];
      } else {
        double slope = (scores[at + 1] - scores[at]) / (frames[at + 1] - frames[at]);
        estimated[i] = slope * (frame - frames[at]) + scores[at];
      }
    }
    return true;
  }

  /** Gives between which samples a frame lies: -1 before all, their number behind all. */
  private static int segment(int frame, int[] frames, int guess) {
    int samples = frames.length;
    if (frame > frames[samples - 1]) {
      return samples;
    }
    if (frame < frames[0]) {
      return -1;
    }
    if (samples <= LINEAR_SEARCH) {
      int at = 1;
      while (at < samples && frame >= frames[at]) {
        at++;
      }
      return at - 1;
    }
    return searched(frame, frames, Math.max(1, Math.min(guess, samples - 3)));
  }

  /** Looks beside the guess first; that matters where samples do not ascend. */
  private static int searched(int frame, int[] frames, int guess) {
    int low = 0;
    int high = frames.length;
    if (frame < frames[guess]) {
      if (frame >= frames[guess - 1]) {
        return guess - 1;
      }
      high = guess - 1;
      if (guess > NEAR_GUESS && frame >= frames[guess - NEAR_GUESS]) {
        low = guess - NEAR_GUESS;
      }
    } else if (frame < frames[guess + 1]) {
      return guess;
    } else if (frame < frames[guess + 2]) {
      return guess + 1;
    } else {
      low = guess + 2;
      if (guess < frames.length - NEAR_GUESS - 1 && frame < frames[guess + NEAR_GUESS]) {
        high = guess + NEAR_GUESS;
      }
    }
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (frame >= frames[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** SciPy's {@code Rbf} with Gaussian bells as wide as the mean distance of the samples. */
  private static boolean bells(int first, int[] frames, double[] scores, double[] estimated) {
    int samples = frames.length;
    if (samples == 1) {
      Arrays.fill(estimated, scores[0]);
      return true;
    }
    double reach =
        Arrays.stream(frames).max().orElseThrow() - Arrays.stream(frames).min().orElseThrow();
    double width = reach / samples;
    double[][] system = new double[samples][samples + 1];
    for (int row = 0; row < samples; row++) {
      for (int column = 0; column < samples; column++) {
        system[row][column] = bell(frames[row] - frames[column], width);
      }
      system[row][samples] = scores[row];
    }
    if (reach == 0 || !LinearSystem.solve(system)) {
      return false;
    }
    for (int i = 0; i < estimated.length; i++) {
      double sum = 0;
      for (int sample = 0; sample < samples; sample++) {
        sum += system[sample][samples] * bell(first + i - frames[sample], width);
      }
      estimated[i] = sum;
    }
    return true;
  }

  private static double bell(double distance, double width) {
    double relative = distance / width;
    return Math.exp(-(relative * relative));
  }
}
