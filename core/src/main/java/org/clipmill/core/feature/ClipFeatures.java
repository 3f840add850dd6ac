package org.clipmill.core.feature;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a clip. A pair is two sampled frames that follow each other; a clip of one sampled
 * frame has no pair, and all its motion is 0.
 *
 * @param frames how many frames were sampled, at least 1 (column {@code no_frames})
 * @param energy how much pictures differ; null when that was not measured
 * @param flow how much moves; null when that was not measured
 * @param latents what the encoder tells; null when there was no encoder
 * @param embedding where the clip lies among all clips: as the embedder sees it, or, without one,
 *     the pooled latents; null when neither was wanted
 */
public record ClipFeatures(
    long frames,
    @Nullable EnergyFeatures energy,
    @Nullable FlowFeatures flow,
    @Nullable LatentFeatures latents,
    @Nullable ClipEmbedding embedding) {

  /** Gives {@link EnergyFeatures#max}; an error if energy was not measured. */
  public double maxRgbDiff() {
    return measured(energy, "energy").max();
  }

  /** Gives {@link EnergyFeatures#mean}; an error if energy was not measured. */
  public double meanRgbDiff() {
    return measured(energy, "energy").mean();
  }

  /** Gives {@link FlowFeatures#maxVelocity}; an error if flow was not measured. */
  public double maxVelocity() {
    return measured(flow, "flow").maxVelocity();
  }

  /** Gives {@link FlowFeatures#meanVelocity}; an error if flow was not measured. */
  public double meanVelocity() {
    return measured(flow, "flow").meanVelocity();
  }

  /** Gives {@link FlowFeatures#motionScore}; an error if flow was not measured. */
  public double motionScore() {
    return measured(flow, "flow").motionScore();
  }

  private static <T> T measured(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalStateException("Cannot give the " + name + " of a clip: was not measured");
    }
    return part;
  }
}
