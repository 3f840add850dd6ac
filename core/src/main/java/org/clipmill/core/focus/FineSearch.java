package org.clipmill.core.focus;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Where more scores help most to tell frames that belong to the picks from those that do not.
 *
 * <p>Between two scored frames relevance is taken to wander like a Brownian bridge. A frame belongs
 * to the picks if it lies above the threshold; guessing wrongly costs its distance to it. Scoring
 * the middle of a gap between two scored frames saves, in the mean, {@code s psi(|m - threshold| /
 * s)} for each frame of the gap, with m and s mean and standard deviation of the bridge there, and
 * {@code psi(z) = pdf(z) - z P(Z > z)}. The gap that saves most is cut again and again; the halves
 * take their place as if the score had been what was expected.
 *
 * <p>Source: the expected value of perfect information, as in Frazier, Powell and Dayanik, "The
 * Knowledge-Gradient Policy for Correlated Normal Beliefs", INFORMS Journal on Computing 21, 2009,
 * section 3, here for one threshold instead of one best arm.
 */
final class FineSearch {
  /** Variance in the middle of a bridge, as a share of that of a free walk of the same length. */
  private static final double BRIDGE = 0.25;

  private final double threshold;
  private final PriorityQueue<Gap> gaps =
      new PriorityQueue<>(
          Comparator.comparingDouble(Gap::gain).reversed().thenComparingInt(Gap::before));

  /**
   * Looks at all gaps of a curve.
   *
   * @param frames number of frames of the video
   * @param threshold relevance of the least relevant frame that would be picked now
   */
  FineSearch(RelevanceCurve curve, int frames, double threshold) {
    this.threshold = threshold;
    double measured = curve.restlessness();
    double restlessness = measured > 0 ? measured : 1; // level so far: the longest gaps come first
    int last = curve.count() - 1;
    add(-1, curve.frame(0), curve.height(0), curve.height(0), restlessness, 1);
    for (int i = 0; i < last; i++) {
      int before = curve.frame(i);
      int after = curve.frame(i + 1);
      double step = curve.height(i + 1) - curve.height(i);
      double local = Math.max(restlessness, step * step / (after - before));
      add(before, after, curve.height(i), curve.height(i + 1), local, BRIDGE);
    }
    add(curve.frame(last), frames, curve.height(last), curve.height(last), restlessness, 1);
  }

  /**
   * A stretch without scored frames.
   *
   * @param before scored frame before it, -1 for none
   * @param after scored frame behind it, the number of frames for none
   * @param restlessness how far relevance wanders: variance over one frame
   * @param share how much of that is left in the middle
   * @param gain what scoring its middle saves
   */
  private record Gap(
      int before,
      int after,
      double left,
      double right,
      double restlessness,
      double share,
      double gain) {}

  private void add(
      int before, int after, double left, double right, double restlessness, double share) {
    int length = after - before;
    if (length < 2) {
      return;
    }
    double deviation = Math.sqrt(restlessness * length * share);
    double distance = Math.abs((left + right) / 2 - threshold);
    double gain = deviation == 0 ? 0 : length * deviation * psi(distance / deviation);
    gaps.add(new Gap(before, after, left, right, restlessness, share, gain));
  }

  /** Chooses the frame of a gap that is to be scored. */
  @FunctionalInterface
  interface Choice {
    /**
     * Gives a frame of the gap; none to leave the gap alone.
     *
     * @param wished near its middle
     * @param first first frame of the gap
     * @param last last frame of the gap, within it
     * @param gain what a score there saves, in relevance summed over frames
     */
    OptionalInt frame(int wished, int first, int last, double gain);
  }

  /**
   * Takes the best gap apart.
   *
   * @param jitter in [-0.5, 0.5): where in the middle third the cut is wished
   * @return the frame that is to be scored; empty if every gap is taken apart or left alone
   */
  OptionalInt next(double jitter, Choice choice) {
    while (!gaps.isEmpty()) {
      Gap gap = gaps.remove();
      int first = gap.before() + 1;
      int last = gap.after() - 1;
      int length = gap.after() - gap.before();
      int wished = gap.before() + (int) Math.rint(length * (0.5 + jitter / 3));
      OptionalInt cut =
          choice.frame(Math.max(first, Math.min(last, wished)), first, last, gap.gain());
      if (cut.isPresent()) {
        split(gap, cut.getAsInt());
        return cut;
      }
    }
    return OptionalInt.empty();
  }

  private void split(Gap gap, int cut) {
    double height = (gap.left() + gap.right()) / 2;
    boolean isOpen = gap.share() == 1;
    double before = isOpen && gap.before() >= 0 ? BRIDGE : gap.share();
    double after = isOpen && gap.before() < 0 ? BRIDGE : gap.share();
    add(gap.before(), cut, gap.left(), height, gap.restlessness(), before);
    add(cut, gap.after(), height, gap.right(), gap.restlessness(), after);
  }

  /** Gives the mean of max(0, Z - z) for a standard normal Z and z of 0 or more. */
  static double psi(double z) {
    return Math.max(0, density(z) - z * upperTail(z));
  }

  private static double density(double z) {
    return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  }

  /** Abramowitz and Stegun, formula 26.2.17; good to 7.5e-8. */
  private static double upperTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return density(z) * polynomial;
  }
}
