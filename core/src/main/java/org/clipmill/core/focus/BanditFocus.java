package org.clipmill.core.focus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.focus.Keyframe.Origin;
import org.clipmill.core.focus.SamplingDetails.ArmFacts;
import org.clipmill.core.random.NumpyRandom;

/**
 * FOCUS as its paper means it, and beyond: with no more scored frames than the program of its
 * authors, a first look at the whole video and a second one where it tells most.
 *
 * <ol>
 *   <li>Half of the budget: one frame in each of so many equal parts of the video, at random within
 *       it, or the key frame of the stream next to that place.
 *   <li>The scores, smoothed over time, give a curve; the other half goes to the gaps between
 *       scored frames in which it is least sure whether the curve is above the level of the picks
 *       ({@link FineSearch}), as long as it is worth the decoding.
 *   <li>The frames with the greatest sum that keep the gap ({@link SpacedPicks}), and one for each
 *       relevant stretch that has none ({@link PeakCover}).
 * </ol>
 *
 * <p>Differences to the program: all scores count; every frame belongs to an arm; as many frames as
 * are wanted come back, fewer only if the video has fewer; the gap is kept between all of them, and
 * made smaller where they would not fit; scores may have any range, only their order and ratios of
 * differences matter. Interpolation and temperature have no meaning here: frames are not drawn.
 *
 * <p>Source: "FOCUS: Efficient Keyframe Selection for Long Video Understanding", ICLR 2026: arms,
 * budget, and the two looks; the rest is ours.
 */
public final class BanditFocus {
  /** A scored frame counts by so much of what its own score differs from the curve. */
  private static final double OWN_SCORE = 0.3;

  /** Standard deviation of the smoothing, as a share of the distance of the second look. */
  private static final double SMOOTHING = 0.75;

  /**
   * If a score is expected to raise the mean relevance of the picks by less than this share of the
   * range of the curve, it is only asked for where a frame is cheap to decode. That saves nearly
   * all decoding of the second look; simulated picks are no less relevant: see docs/focus.md.
   */
  private static final double WORTHWHILE = 5e-3;

  /** The original sometimes asks for a frame twice and then scores fewer than it may. */
  private static final int UNUSED_BUDGET = 2;

  /** Places that may be picked lie at this share of the gap. */
  private static final int PLACES_PER_GAP = 8;

  private final FocusTask task;
  private final FocusSettings settings;
  private final Relevance relevance;
  private final NumpyRandom random;
  private final FocusGrid grid;
  private final ScoredFrames scored;
  private final int budget;

  private BanditFocus(
      FocusTask task, FocusSettings settings, Relevance relevance, NumpyRandom random) {
    this.task = task;
    this.settings = settings;
    this.relevance = relevance;
    this.random = random;
    this.grid = FocusGrid.of(task, settings);
    this.scored = new ScoredFrames(relevance);
    this.budget = Math.min(task.frames(), budget(task, settings));
  }

  /** Gives how many frames are scored at most. */
  public static int budget(FocusTask task, FocusSettings settings) {
    FocusGrid grid = FocusGrid.of(task, settings);
    int first = grid.arms() * Math.min(grid.armFrames(), 1 + settings.arms().extraSamples());
    int second = grid.zoomArms(settings) * grid.fineFramesPerArm();
    return Math.max(Math.min(1, task.frames()), first + second - UNUSED_BUDGET);
  }

  /**
   * Picks keyframes.
   *
   * @param settings of which the arms, the zoom and the share of top frames are used
   * @param random the one source of chance
   * @return as many as are wanted, or all frames if there are fewer; nothing is scored where none
   *     is wanted or all are
   * @throws ClipException if a frame cannot be scored
   */
  public static FocusResult pick(
      FocusTask task, FocusSettings settings, Relevance relevance, NumpyRandom random) {
    return new BanditFocus(task, settings, relevance, random).run();
  }

  private FocusResult run() {
    if (task.keyframes() == 0 || task.frames() == 0) {
      return new FocusResult(List.of(), details(0, List.of(), List.of()));
    }
    scored.score(budget == task.frames() ? all() : coarseFrames());
    int coarse = scored.count();
    List<Arm> arms = arms();
    List<Double> boundsAfterCoarse = arms.stream().map(Arm::bound).toList();
    scored.score(fineFrames());
    List<Keyframe> keyframes = choose();
    return new FocusResult(keyframes, details(coarse, boundsAfterCoarse, keyframes));
  }

  private int[] all() {
    return IntStream.range(0, task.frames()).toArray();
  }

  /**
   * Gives one frame per equal part. A part without a key frame is passed over, unless more than an
   * arm would stay unseen.
   */
  private int[] coarseFrames() {
    int parts = Math.max(1, budget / 2);
    int[] frames = new int[parts];
    int count = 0;
    int seen = 0;
    for (int part = 0; part < parts; part++) {
      int first = (int) ((long) part * task.frames() / parts);
      int last = (int) ((part + 1L) * task.frames() / parts) - 1;
      int wished = first + (int) random.nextBelow(last - first + 1L);
      OptionalInt cheap = relevance.cheapFrame(wished, first, last);
      if (cheap.isPresent() || last - seen > grid.armFrames()) {
        frames[count++] = cheap.orElse(wished);
        seen = frames[count - 1];
      }
    }
    return Arrays.copyOf(frames, count);
  }

  private int[] fineFrames() {
    RelevanceCurve curve = curve();
    FineSearch search = new FineSearch(curve, task.frames(), threshold(curve));
    double least = WORTHWHILE * curve.range() * gap() * task.keyframes();
    BitSet chosen = new BitSet();
    for (int i = scored.count(); i < budget; i++) {
      OptionalInt next =
          search.next(
              random.nextUnit() - 0.5,
              (wished, first, last, gain) ->
                  gain < least
                      ? relevance.cheapFrame(wished, first, last)
                      : OptionalInt.of(cheapNear(wished, first, last)));
      if (next.isEmpty()) {
        break;
      }
      chosen.set(next.getAsInt());
    }
    return chosen.stream().toArray();
  }

  /** Gives a cheap frame in the middle third of a gap, else the wished one. */
  private int cheapNear(int wished, int first, int last) {
    int third = (last - first) / 3;
    return relevance.cheapFrame(wished, first + third, last - third).orElse(wished);
  }

  private RelevanceCurve curve() {
    double width = SMOOTHING * settings.zoom().everySeconds() * task.fps();
    return RelevanceCurve.through(scored, Math.max(width, 1e-6));
  }

  /** Gives the height of the least relevant frame that would be picked now, about. */
  private double threshold(RelevanceCurve curve) {
    int step = gap();
    int[] places = IntStream.iterate(step / 2, at -> at < task.frames(), at -> at + step).toArray();
    double[] heights = curve.heightsAt(places);
    Arrays.sort(heights);
    return heights[Math.max(0, heights.length - task.keyframes())];
  }

  /** Gives the gap in frames, made smaller where the keyframes would not fit; at least 1. */
  private int gap() {
    int fitting =
        task.keyframes() < 2 ? task.frames() : (task.frames() - 1) / (task.keyframes() - 1);
    return Math.max(1, Math.min(task.gapFrames(), fitting));
  }

  private List<Keyframe> choose() {
    RelevanceCurve curve = curve();
    int[] places = places(curve);
    double[] values = curve.heightsAt(places);
    double[] heights = values.clone();
    for (int i = 0; i < curve.count(); i++) {
      int at = Arrays.binarySearch(places, curve.frame(i));
      values[at] += OWN_SCORE * (curve.score(i) - curve.height(i));
      heights[at] = curve.score(i);
    }
    int wanted = Math.min(task.keyframes(), task.frames());
    int[] picks = SpacedPicks.of(places, values, wanted, gap());
    int most = (int) Math.rint(settings.choice().topShare() * wanted);
    List<Keyframe> keyframes = new ArrayList<>();
    for (int pick : PeakCover.of(places, values, picks, most, gap())) {
      Origin origin = scored.has(places[pick]) ? Origin.TOP : Origin.ARM;
      keyframes.add(new Keyframe(places[pick], heights[pick], origin));
    }
    return keyframes;
  }

  /** Gives the frames that may be picked: scored ones, and some between them. */
  private int[] places(RelevanceCurve curve) {
    int step = Math.max(1, gap() / PLACES_PER_GAP);
    if ((task.keyframes() - 1L) * (gap() + step) >= task.frames()) {
      step = 1; // they hardly fit
    }
    BitSet places = new BitSet(task.frames());
    for (int at = 0; at < task.frames(); at += step) {
      places.set(at);
    }
    for (int i = 0; i < curve.count(); i++) {
      places.set(curve.frame(i));
    }
    return places.stream().toArray();
  }

  /** Gives the arms with all scores so far. */
  private List<Arm> arms() {
    List<Arm> arms = new ArrayList<>();
    for (int i = 0; i < grid.arms(); i++) {
      boolean isLast = i == grid.arms() - 1;
      int end = isLast ? task.frames() : (i + 1) * grid.armFrames();
      arms.add(new Arm(i * grid.armFrames(), end - 1));
    }
    for (int i = 0; i < scored.count(); i++) {
      int arm = Math.min(scored.frames()[i] / grid.armFrames(), arms.size() - 1);
      arms.get(arm).add(scored.frames()[i], scored.scores()[i]);
    }
    arms.forEach(arm -> arm.rate(scored.count(), settings.arms().leastVariance()));
    return arms;
  }

  private SamplingDetails details(
      int coarse, List<Double> boundsAfterCoarse, List<Keyframe> keyframes) {
    List<Arm> arms = boundsAfterCoarse.isEmpty() ? List.of() : arms();
    List<ArmFacts> facts = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    long fromArms = keyframes.stream().filter(pick -> pick.origin() == Origin.ARM).count();
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      int taken =
          (int)
              keyframes.stream()
                  .filter(pick -> pick.origin() == Origin.ARM && arm.holds(pick.frame()))
                  .count();
      boolean hasFine = scored.count() > coarse;
      facts.add(ArmFacts.of(i, arm, boundsAfterCoarse.get(i), hasFine, taken));
      if (fromArms > 0) {
        shares.add(taken / (double) fromArms);
      }
    }
    return SamplingDetails.of(task, scored, coarse, facts, shares, keyframes);
  }
}
