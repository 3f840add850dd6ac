package org.clipmill.core.feature;

import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.GreyFrame;
import org.jspecify.annotations.Nullable;

/** Mean flow length of each frame, against the frame that the mode compares it with. */
final class FlowAccumulator implements FeatureAccumulator {
  private record Reference(SampledFrame frame, GreyFrame brightness) {}

  private final MeasureMode mode;
  private final OpticalFlow flow;

  /** Flow lengths in pixels for one step. */
  private final RunningStatistics velocity = new RunningStatistics();

  /** Flow lengths per second, as shares of the diagonal. */
  private final RunningStatistics score = new RunningStatistics();

  private @Nullable Reference reference;

  FlowAccumulator(MeasureMode mode, OpticalFlow flow) {
    this.mode = mode;
    this.flow = flow;
  }

  @Override
  public void add(SampledFrame frame) {
    Reference current = new Reference(frame, mode.brightness(frame.picture()));
    Reference earlier = reference;
    if (earlier != null) {
      addPair(earlier, current);
    }
    if (earlier == null || mode == MeasureMode.CORRECTED) {
      reference = current;
    }
  }

  private void addPair(Reference earlier, Reference later) {
    double lengthPx = flow.between(earlier.brightness(), later.brightness()).meanMagnitude();
    double diagonalPx =
        Math.hypot(later.frame().picture().width(), later.frame().picture().height());
    velocity.add(lengthPx);
    score.add(lengthPx / later.frame().secondsSince(earlier.frame()) / diagonalPx);
  }

  FlowFeatures finish() {
    return new FlowFeatures(velocity.max(), velocity.mean(), score.mean());
  }
}
