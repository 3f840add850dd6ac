package org.clipmill.jobs.sample;

import org.clipmill.core.variance.FrameSampling;
import org.clipmill.core.variance.FrameVariance;
import org.clipmill.core.variance.VarianceIndex;

/**
 * How the frames of a video are chosen.
 *
 * @param way by which rule
 * @param index by which curve, for the adaptive ways
 * @param seed of random ways, not negative
 */
public record FrameChoice(Way way, FrameVariance index, long seed) {
  /** The rules. */
  public enum Way {
    /** Every so manieth frame. */
    UFS,
    /** By chance, each as likely. */
    RFS,
    /** By chance, rather where much changes. */
    AFS,
    /** Where most changes. */
    AFS_TOP;

    /** Tells whether the frames depend on what is in the video. */
    public boolean isAdaptive() {
      return this == AFS || this == AFS_TOP;
    }
  }

  /** Gives the frames of a video, in rising order. */
  public int[] frames(VideoCurves video, int stride) {
    int count = Math.toIntExact(video.frames());
    return switch (way) {
      case UFS -> FrameSampling.uniform(count, stride);
      case RFS -> FrameSampling.random(count, stride, seed);
      case AFS -> count == 0 ? new int[0] : FrameSampling.weighted(curve(video), stride, seed);
      case AFS_TOP -> count == 0 ? new int[0] : FrameSampling.top(curve(video), stride);
    };
  }

  private VarianceIndex curve(VideoCurves video) {
    return video
        .curve(index)
        .orElseThrow(() -> new IllegalStateException("Missing " + index + " of " + video.path()));
  }
}
