package org.clipmill.core.feature;

/** A measurement that grows frame by frame and keeps no more than a fixed number of frames. */
interface FeatureAccumulator {

  /** Adds the next sampled frame. */
  void add(SampledFrame frame);
}
