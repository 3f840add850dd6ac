package org.clipmill.core.feature;

import org.jspecify.annotations.Nullable;

/** Energy of each frame against the one before it. */
final class EnergyAccumulator implements FeatureAccumulator {
  private final RunningStatistics energy = new RunningStatistics();
  private @Nullable SampledFrame previous;

  @Override
  public void add(SampledFrame frame) {
    if (previous != null) {
      energy.add(Energy.between(previous.picture(), frame.picture()));
    }
    previous = frame;
  }

  EnergyFeatures finish() {
    return new EnergyFeatures(energy.max(), energy.mean());
  }
}
