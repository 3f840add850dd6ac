package org.clipmill.core.variance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.clipmill.core.random.NumpyRandom;

/**
 * Which frames of a video to take. All ways take as many as every {@code stride}-th frame would be,
 * and give their numbers in rising order.
 */
public final class FrameSampling {
  private FrameSampling() {}

  /**
   * Gives how many frames are taken: {@code ceil(frames / stride)}.
   *
   * @throws IllegalArgumentException if there are fewer than 0 frames or the stride is below 1
   */
  public static int count(int frames, int stride) {
    if (frames < 0 || stride < 1) {
      throw new IllegalArgumentException(
          "Was stride " + stride + " over " + frames + " frames; allowed: 1 or more, 0 or more");
    }
    return (int) (((long) frames + stride - 1) / stride);
  }

  /**
   * Takes every {@code stride}-th frame, the first one first (EVFR's UFS).
   *
   * @throws IllegalArgumentException as {@link #count}
   */
  public static int[] uniform(int frames, int stride) {
    return IntStream.range(0, count(frames, stride)).map(i -> i * stride).toArray();
  }

  /**
   * Takes frames by chance, each as likely (EVFR's RFS), as NumPy's {@code
   * default_rng(seed).choice(frames, count, replace=False)} draws.
   *
   * @throws IllegalArgumentException as {@link #count}, or if the seed is negative
   */
  public static int[] random(int frames, int stride, long seed) {
    int[] drawn = new NumpyRandom(seed).sample(frames, count(frames, stride));
    Arrays.sort(drawn);
    return drawn;
  }

  /**
   * Takes frames by chance, rather those after which much changes (EVFR's AFS), as NumPy's {@code
   * default_rng(seed).choice(frames, count, replace=False, p=index)} draws. Frames without change
   * are taken only when the others do not suffice, the first ones first.
   *
   * @throws IllegalArgumentException as {@link #count}, or if the seed is negative
   */
  public static int[] weighted(VarianceIndex index, int stride, long seed) {
    double[] weights = index.weights();
    int count = count(weights.length, stride);
    int changing = (int) Arrays.stream(weights).filter(weight -> weight > 0).count();
    int[] drawn = new NumpyRandom(seed).sample(weights, Math.min(count, changing));
    IntStream still = IntStream.range(0, weights.length).filter(frame -> weights[frame] == 0);
    return IntStream.concat(Arrays.stream(drawn), still.limit(count - drawn.length))
        .sorted()
        .toArray();
  }

  /**
   * Takes the frames after which most changes, of equal ones the first.
   *
   * @throws IllegalArgumentException as {@link #count}
   */
  public static int[] top(VarianceIndex index, int stride) {
    return IntStream.range(0, index.frames())
        .boxed()
        .sorted(Comparator.comparingDouble(frame -> -index.weight(frame)))
        .limit(count(index.frames(), stride))
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}
