package org.clipmill.core.feature;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/** One clip while it is measured; a feature that nobody wants is null. */
final class ClipMeasurement {
  private final @Nullable EnergyAccumulator energy;
  private final @Nullable FlowAccumulator flow;
  private final @Nullable LatentAccumulator latents;
  private final @Nullable EmbeddingAccumulator embedding;
  private final List<FeatureAccumulator> wanted = new ArrayList<>();
  private long frames;
  private long lastMicros;

  ClipMeasurement(
      @Nullable EnergyAccumulator energy,
      @Nullable FlowAccumulator flow,
      @Nullable LatentAccumulator latents,
      @Nullable EmbeddingAccumulator embedding) {
    this.embedding = embedding;
    this.energy = energy;
    this.flow = flow;
    this.latents = latents;
    for (FeatureAccumulator feature : new @Nullable FeatureAccumulator[] {energy, flow, latents}) {
      if (feature != null) {
        wanted.add(feature);
      }
    }
  }

  /**
   * Adds a frame.
   *
   * @param whole the frame before it was brought to the size of measuring
   */
  void add(SampledFrame frame, RgbFrame whole) {
    if (frames > 0 && frame.timeMicros() <= lastMicros) {
      throw new ClipException(
          ClipError.DECODE_FAILED,
          "Cannot measure clip: a frame at %d us follows one at %d us, expected a later one"
              .formatted(frame.timeMicros(), lastMicros));
    }
    frames++;
    lastMicros = frame.timeMicros();
    for (FeatureAccumulator accumulator : wanted) {
      accumulator.add(frame);
    }
    if (embedding != null) {
      embedding.add(whole);
    }
  }

  ClipFeatures finish() {
    if (frames == 0) {
      throw new ClipException(
          ClipError.FRAME_COUNT, "Cannot measure clip: saw 0 sampled frames, expected 1 or more");
    }
    LatentFeatures latent = latents == null ? null : latents.finish();
    ClipEmbedding pooled = latent == null ? null : latent.embedding();
    return new ClipFeatures(
        frames,
        energy == null ? null : energy.finish(),
        flow == null ? null : flow.finish(),
        latent,
        embedding == null ? pooled : embedding.finish());
  }
}
