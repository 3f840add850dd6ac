package org.clipmill.core.feature;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.jspecify.annotations.Nullable;

/** One clip while it is measured. */
final class ClipMeasurement {
  private final EnergyAccumulator energy = new EnergyAccumulator();
  private final FlowAccumulator flow;
  private final @Nullable LatentAccumulator latents;
  private final List<FeatureAccumulator> all = new ArrayList<>();
  private long frames;
  private long lastMicros;

  ClipMeasurement(FlowAccumulator flow, @Nullable LatentAccumulator latents) {
    this.flow = flow;
    this.latents = latents;
    all.add(energy);
    all.add(flow);
    if (latents != null) {
      all.add(latents);
    }
  }

  void add(SampledFrame frame) {
    if (frames > 0 && frame.timeMicros() <= lastMicros) {
      throw new ClipException(
          ClipError.DECODE_FAILED,
          "Cannot measure clip: a frame at %d us follows one at %d us, expected a later one"
              .formatted(frame.timeMicros(), lastMicros));
    }
    frames++;
    lastMicros = frame.timeMicros();
    for (FeatureAccumulator accumulator : all) {
      accumulator.add(frame);
    }
  }

  ClipFeatures finish() {
    if (frames == 0) {
      throw new ClipException(
          ClipError.FRAME_COUNT, "Cannot measure clip: saw 0 sampled frames, expected 1 or more");
    }
    return new ClipFeatures(
        energy.energy().max(),
        energy.energy().mean(),
        flow.velocity().max(),
        flow.velocity().mean(),
        flow.score().mean(),
        frames,
        latents == null ? null : latents.finish());
  }
}
