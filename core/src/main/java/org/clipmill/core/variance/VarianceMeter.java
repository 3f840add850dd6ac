package org.clipmill.core.variance;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.feature.LatentMotion;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.GreyFrame;
import org.jspecify.annotations.Nullable;

/**
 * Measures how a video changes while its frames go by; holds the last frame only. Not for two
 * threads at once.
 */
public final class VarianceMeter {
  /** Directions this near count as the same: a still picture then has no change at all. */
  private static final double COSINE_ROUNDING = 1e-12;

  private final OpticalFlow flow;
  private final Map<FrameVariance, Distances> distances = new EnumMap<>(FrameVariance.class);
  private @Nullable GreyFrame lastGrey;
  private @Nullable FrameCode lastFeatures;

  /**
   * Prepares for one video.
   *
   * @param flow finds the movement; stays open
   */
  public VarianceMeter(OpticalFlow flow) {
    this.flow = flow;
    for (FrameVariance variance : FrameVariance.values()) {
      distances.put(variance, new Distances());
    }
  }

  /**
   * Takes the next frame for {@link FrameVariance#SSVD} and {@link FrameVariance#OFVD}.
   *
   * @param frame as {@link EightBitGrey} gives it; its pixels must not change afterwards
   * @throws IllegalArgumentException if its size differs from the last one's or is below {@value
   *     StructuralSimilarity#WINDOW} pixels
   */
  public void add(GreyFrame frame) {
    GreyFrame last = lastGrey;
    if (last != null) {
      double similarity = StructuralSimilarity.between(last, frame);
      distances(FrameVariance.SSVD).add(Math.max(0.0, 1.0 - similarity));
      distances(FrameVariance.OFVD).add(flow.between(last, frame).meanMagnitude());
    }
    lastGrey = frame;
  }

  /**
   * Takes the features of the next frame for {@link FrameVariance#FSD}.
   *
   * @throws IllegalArgumentException if their shape differs from the last ones'
   */
  public void add(FrameCode features) {
    FrameCode last = lastFeatures;
    if (last != null) {
      double distance = 1.0 - LatentMotion.cosine(last, features);
      distances(FrameVariance.FSD).add(distance < COSINE_ROUNDING ? 0.0 : distance);
    }
    lastFeatures = features;
  }

  /** Gives the index by one measure over the frames so far; of one frame when there are none. */
  public VarianceIndex index(FrameVariance variance) {
    return VarianceIndex.ofDistances(distances(variance).toArray());
  }

  private Distances distances(FrameVariance variance) {
    return distances.computeIfAbsent(variance, key -> new Distances());
  }

  /** A list of numbers that grows. */
  private static final class Distances {
    private double[] values = new double[256];
    private int count;

    private void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    private double[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
