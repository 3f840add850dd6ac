package org.clipmill.core.focus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.focus.SamplingDetails.ArmFacts;
import org.clipmill.core.random.NumpyRandom;

/**
 * FOCUS as its authors' program computes it, draw for draw, with its faults: scores of the second
 * look never reach the arms, the last frames belong to no arm, arms that have no frame left lose
 * their share so that fewer frames than wanted come back, and the gap is not kept inside an arm.
 *
 * <p>Source: "FOCUS: Efficient Keyframe Selection for Long Video Understanding", ICLR 2026,
 * algorithm 2, and the behaviour of the program published with it.
 */
public final class ReferenceFocus {
  private final FocusTask task;
  private final FocusSettings settings;
  private final NumpyRandom random;
  private final FocusVariant variant;
  private final FocusGrid grid;
  private final ScoredFrames scored;
  private final List<Arm> arms = new ArrayList<>();
  private final List<Double> boundsAfterCoarse = new ArrayList<>();

  private ReferenceFocus(
      FocusTask task,
      FocusSettings settings,
      Relevance relevance,
      NumpyRandom random,
      FocusVariant variant) {
    this.task = task;
    this.settings = settings;
    this.random = random;
    this.variant = variant;
    this.grid = FocusGrid.of(task, settings);
    this.scored = new ScoredFrames(relevance);
  }

  /**
   * Picks keyframes.
   *
   * @param random the original draws all its random numbers from one generator
   * @throws ClipException if a frame cannot be scored
   * @throws IllegalArgumentException if the temperature is so low that fewer frames than wanted
   *     have a probability above 0; the original fails there too
   */
  public static FocusResult pick(
      FocusTask task, FocusSettings settings, Relevance relevance, NumpyRandom random) {
    return pick(task, settings, relevance, random, FocusVariant.AS_CODED);
  }

  /** As {@link #pick(FocusTask, FocusSettings, Relevance, NumpyRandom)}, with faults mended. */
  public static FocusResult pick(
      FocusTask task,
      FocusSettings settings,
      Relevance relevance,
      NumpyRandom random,
      FocusVariant variant) {
    return new ReferenceFocus(task, settings, relevance, random, variant).run();
  }

  private FocusResult run() {
    scoreCoarse();
    int coarse = scored.count();
    scored.score(fineFrames());
    if (variant.creditsFine()) {
      creditFine(coarse);
    }
    ReferenceChoice choice = new ReferenceChoice(task, settings.choice(), arms, scored, random);
    if (task.frames() > 0) {
      choice.choose(finalArms());
    }
    return new FocusResult(choice.keyframes(), details(coarse, choice));
  }

  private void scoreCoarse() {
    List<int[]> perArm = new ArrayList<>();
    for (int i = 0; i < grid.arms(); i++) {
      int first = i * grid.armFrames();
      Arm arm = new Arm(first, Math.min(first + grid.armFrames(), task.frames()) - 1);
      arms.add(arm);
      perArm.add(coarseFrames(arm));
    }
    int[] asked = perArm.stream().flatMapToInt(Arrays::stream).toArray();
    double[] scores = scored.score(asked);
    int at = 0;
    for (int i = 0; i < arms.size(); i++) {
      for (int frame : perArm.get(i)) {
        arms.get(i).add(frame, scores[at++]);
      }
    }
    for (Arm arm : arms) {
      arm.rate(asked.length, settings.arms().leastVariance());
      boundsAfterCoarse.add(arm.bound());
    }
  }

  /** Gives the centre of an arm and some others of its frames. */
  private int[] coarseFrames(Arm arm) {
    int others = arm.length() - 1;
    int[] frames = new int[1 + Math.min(settings.arms().extraSamples(), others)];
    frames[0] = arm.centre();
    int[] places = random.sample(others, frames.length - 1);
    for (int i = 0; i < places.length; i++) {
      int frame = arm.first() + places[i];
      frames[1 + i] = frame < arm.centre() ? frame : frame + 1;
    }
    return frames;
  }

  private void creditFine(int coarse) {
    for (int i = coarse; i < scored.count(); i++) {
      int arm = scored.frames()[i] / grid.armFrames();
      if (arm < arms.size()) {
        arms.get(arm).add(scored.frames()[i], scored.scores()[i]);
      }
    }
    for (Arm arm : arms) {
      arm.rate(scored.count(), settings.arms().leastVariance());
    }
  }

  private List<Arm> ranked(ToDoubleFunction<Arm> rating) {
    return arms.stream().sorted(Comparator.comparingDouble(rating).reversed()).toList();
  }

  private int[] fineFrames() {
    BitSet chosen = new BitSet();
    for (Arm arm : ranked(Arm::bound).subList(0, grid.zoomArms(settings))) {
      zoom(arm.centre(), chosen);
    }
    return chosen.stream().toArray();
  }

  /** Chooses frames around a centre that were neither scored nor chosen. */
  private void zoom(int centre, BitSet chosen) {
    int first = Math.max(0, centre - grid.halfWindow());
    int last = Math.min(task.frames() - 1, centre + grid.halfWindow());
    int width = last - first + 1;
    int required = Math.max(1, width / grid.fineStride());
    int uniform = (int) Math.rint(required * settings.zoom().uniformShare());
    int[] even = width <= uniform ? new int[] {centre} : even(first, last, uniform);
    Arrays.stream(even).filter(frame -> !scored.has(frame)).forEach(chosen::set);
    int[] left =
        IntStream.rangeClosed(first, last)
            .filter(frame -> !scored.has(frame) && !chosen.get(frame))
            .toArray();
    int draws = Math.max(0, Math.min(required - uniform, left.length));
    for (int place : random.sample(left.length, draws)) {
      chosen.set(left[place]);
    }
  }

  /** Gives the middles of so many equal parts of a stretch. */
  private static int[] even(int first, int last, int count) {
    double part = (last - first + 1) / (double) count;
    return IntStream.range(0, count)
        .map(i -> Math.min(last, first + (int) (i * part + part / 2)))
        .toArray();
  }

  private List<Arm> finalArms() {
    double share = Math.max(0, Math.min(1, settings.zoom().share()));
    int wanted =
        Math.min(
            settings.choice().mostArms(),
            Math.max(settings.choice().leastArms(), (int) Math.ceil(arms.size() * share)));
    return ranked(variant::rating).subList(0, Math.min(arms.size(), wanted));
  }

  private SamplingDetails details(int coarse, ReferenceChoice choice) {
    boolean hasFine = scored.count() > coarse;
    List<ArmFacts> facts = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      facts.add(ArmFacts.of(i, arms.get(i), boundsAfterCoarse.get(i), hasFine, choice.taken(i)));
    }
    return SamplingDetails.of(task, scored, coarse, facts, choice.armShares(), choice.keyframes());
  }
}
