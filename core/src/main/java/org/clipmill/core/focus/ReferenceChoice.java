package org.clipmill.core.focus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.focus.Keyframe.Origin;
import org.clipmill.core.random.NumpyRandom;

/**
 * The last step of {@link ReferenceFocus}: the best scored frames, then draws from the best arms.
 */
final class ReferenceChoice {
  private static final double LEAST_TEMPERATURE = 1e-12;

  private final FocusTask task;
  private final FocusSettings.Choice settings;
  private final List<Arm> arms;
  private final ScoredFrames scored;
  private final NumpyRandom random;
  private final BitSet taken = new BitSet();
  private final List<Keyframe> keyframes = new ArrayList<>();
  private final int[] takenOfArm;
  private int wantedFromArms;

  ReferenceChoice(
      FocusTask task,
      FocusSettings.Choice settings,
      List<Arm> arms,
      ScoredFrames scored,
      NumpyRandom random) {
    this.task = task;
    this.settings = settings;
    this.arms = arms;
    this.scored = scored;
    this.random = random;
    this.takenOfArm = new int[arms.size()];
  }

  /**
   * Chooses.
   *
   * @param best the arms that frames are drawn from, best first
   */
  void choose(List<Arm> best) {
    int most = Math.min(task.keyframes(), scored.count());
    for (int place : scored.best((int) Math.rint(settings.topShare() * most))) {
      take(scored.frames()[place], scored.scores()[place], Origin.TOP);
    }
    wantedFromArms = task.keyframes() - keyframes.size();
    for (int i = 0; i < best.size() && wantedFromArms > 0; i++) {
      int quota = wantedFromArms / best.size() + (i < wantedFromArms % best.size() ? 1 : 0);
      drawFrom(best.get(i), quota);
    }
  }

  private void take(int frame, double relevance, Origin origin) {
    taken.set(frame);
    keyframes.add(new Keyframe(frame, relevance, origin));
  }

  private void drawFrom(Arm arm, int quota) {
    int[] candidates = candidates(arm);
    int draws = Math.min(quota, candidates.length);
    if (draws == 0) {
      return;
    }
    double[] estimated =
        ArmEstimate.of(
            settings.interpolation(), arm.first(), arm.last(), arm.frames(), arm.scores());
    int[] places =
        settings.interpolation() == Interpolation.UNIFORM
            ? random.sample(candidates.length, draws)
            : random.sample(chances(arm, candidates, estimated, draws), draws);
    for (int place : places) {
      int frame = candidates[place];
      take(frame, estimated[frame - arm.first()], Origin.ARM);
    }
    takenOfArm[arms.indexOf(arm)] += draws;
  }

  /** The original gives up a video where fewer frames have a chance than are to be drawn. */
  private double[] chances(Arm arm, int[] candidates, double[] estimated, int draws) {
    double[] chances =
        softmax(
            Arrays.stream(candidates)
                .mapToDouble(frame -> estimated[frame - arm.first()])
                .toArray());
    long possible = Arrays.stream(chances).filter(chance -> chance > 0).count();
    if (possible < draws) {
      throw new ClipException(
          ClipError.NO_DRAW,
          "Cannot draw %d of the frames %d to %d: at temperature %s only %d have a chance"
              .formatted(draws, arm.first(), arm.last(), settings.temperature(), possible));
    }
    return chances;
  }

  /** Gives frames of the arm that are not taken, far enough from taken ones if there are such. */
  private int[] candidates(Arm arm) {
    int[] free =
        IntStream.rangeClosed(arm.first(), arm.last()).filter(at -> !taken.get(at)).toArray();
    int gap = task.gapFrames();
    int[] far = Arrays.stream(free).filter(frame -> isFree(frame, gap)).toArray();
    return far.length > 0 ? far : free;
  }

  private boolean isFree(int frame, int gap) {
    int next = taken.nextSetBit(frame);
    int previous = taken.previousSetBit(frame);
    return (next < 0 || next - frame >= gap) && (previous < 0 || frame - previous >= gap);
  }

  /** Gives probabilities from scores, after they have been stretched over [0, 1]. */
  private double[] softmax(double[] scores) {
    double low = DoubleStream.of(scores).min().orElseThrow();
    double high = DoubleStream.of(scores).max().orElseThrow();
    double temperature = Math.max(LEAST_TEMPERATURE, settings.temperature());
    double[] weights = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double stretched = high > low ? (scores[i] - low) / (high - low) : 1;
      weights[i] = Math.exp(stretched / temperature - 1 / temperature);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Gives what was taken, by time; no more than was wanted. */
  List<Keyframe> keyframes() {
    return keyframes.stream()
        .sorted(Comparator.comparingInt(Keyframe::frame))
        .limit(task.keyframes())
        .toList();
  }

  /** Gives how many frames were drawn from an arm. */
  int taken(int arm) {
    return takenOfArm[arm];
  }

  /** Gives for each arm which share of the wanted frames came from it. */
  List<Double> armShares() {
    return wantedFromArms <= 0
        ? List.of()
        : Arrays.stream(takenOfArm).mapToObj(count -> count / (double) wantedFromArms).toList();
  }
}
