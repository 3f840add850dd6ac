package org.clipmill.core.flow;

import org.clipmill.core.frame.GreyFrame;
import org.jspecify.annotations.Nullable;

/**
 * Dense flow by Farnebäck's polynomial expansion, with filtrain's settings (filtrain, {@code
 * metrics.py}) and OpenCV's treatment of borders and sizes: mean lengths agree to 0.001 pixels.
 *
 * <p>A frame that is compared with two others is expanded once, as long as the very same object
 * comes again: its pixels must not change in between.
 */
public final class FarnebackFlow implements OpticalFlow {
  /** Halvings below the full size; fewer where a side would fall below {@link #LEAST_SIDE}. */
  private static final int MOST_HALVINGS = 3;

  private static final int LEAST_SIDE = 32;
  private static final int REFINEMENTS = 3;

  private @Nullable Workspace workspace;

  @Override
  public FlowField between(GreyFrame first, GreyFrame second) {
    if (first.width() != second.width() || first.height() != second.height()) {
      throw new IllegalArgumentException(
          "Cannot compare pictures of %dx%d and %dx%d"
              .formatted(first.width(), first.height(), second.width(), second.height()));
    }
    Workspace current = workspace;
    if (current == null || !current.fits(first)) {
      current = new Workspace(first.width(), first.height());
      workspace = current;
    }
    return current.between(first, second);
  }

  @Override
  public void close() {
    workspace = null;
  }

  /** All memory for frames of one size. */
  private static final class Workspace {
    private final int width;
    private final int height;
    private final int levelCount;
    private final ExpandedFrame[] expanded;
    private final DisplacementStep[] steps;
    private final LinearScaler[] enlargements;
    private final Displacements[] fields;

    private Workspace(int width, int height) {
      this.width = width;
      this.height = height;
      int halvings = 0;
      while (halvings < MOST_HALVINGS
          && Math.scalb((double) Math.min(width, height), -halvings - 1) >= LEAST_SIDE) {
        halvings++;
      }
      levelCount = halvings + 1;
      expanded =
          new ExpandedFrame[] {
            new ExpandedFrame(width, height, levelCount),
            new ExpandedFrame(width, height, levelCount)
          };
      steps = new DisplacementStep[levelCount];
      enlargements = new LinearScaler[levelCount];
      fields = new Displacements[levelCount];
      for (int level = 0; level < levelCount; level++) {
        PolynomialExpansion size = expanded[0].level(level);
        steps[level] = new DisplacementStep(size.width(), size.height());
        fields[level] = new Displacements(size.width(), size.height());
        if (level + 1 < levelCount) {
          PolynomialExpansion smaller = expanded[0].level(level + 1);
          enlargements[level] =
              new LinearScaler(smaller.width(), smaller.height(), size.width(), size.height());
        }
      }
    }

    private boolean fits(GreyFrame frame) {
      return frame.width() == width && frame.height() == height;
    }

    private FlowField between(GreyFrame first, GreyFrame second) {
      int slot = expanded[1].holds(first) ? 1 : 0;
      ExpandedFrame earlier = ready(slot, first);
      ExpandedFrame later = first == second ? earlier : ready(1 - slot, second);
      for (int level = levelCount - 1; level >= 0; level--) {
        if (level == levelCount - 1) {
          fields[level].clear();
        } else {
          enlargements[level].scale(fields[level + 1].right(), fields[level].right(), 2f);
          enlargements[level].scale(fields[level + 1].down(), fields[level].down(), 2f);
        }
        for (int i = 0; i < REFINEMENTS; i++) {
          steps[level].refine(earlier.level(level), later.level(level), fields[level]);
        }
      }
      return fields[0].toField();
    }

    private ExpandedFrame ready(int slot, GreyFrame frame) {
      ExpandedFrame candidate = expanded[slot];
      if (!candidate.holds(frame)) {
        candidate.expand(frame);
      }
      return candidate;
    }
  }
}
