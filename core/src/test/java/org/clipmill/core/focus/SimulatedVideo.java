package org.clipmill.core.focus;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A made-up video: how relevant each frame truly is, and what a scorer says of it.
 *
 * <p>One to four events, each a Gaussian bell with a centre anywhere, a deviation of 3 to 15
 * seconds and a height of 0.5 to 1, are added to a ground of 0.08; more than 1 is 1. A score is the
 * truth and a normal error of deviation 0.05, kept in [0, 1]. With these numbers the figures of the
 * golden file {@code focus/quality_synthetic.json}, which does not tell how its videos were made,
 * come out within their statistical error: see {@link FocusQualityBenchmark}.
 */
final class SimulatedVideo implements Relevance {
  /**
   * What videos are like.
   *
   * @param beat how often relevance rises and falls by 0.4 over the ground while an arm of FOCUS
   *     lasts; 0 for never
   * @param groupFrames every so manieth frame is a key frame and cheap to decode
   */
  record Kind(
      int leastEvents,
      int mostEvents,
      double leastSeconds,
      double mostSeconds,
      double ground,
      double error,
      double beat,
      int groupFrames) {
    static final Kind USUAL = usualInGroups(1);

    static Kind usualInGroups(int groupFrames) {
      return new Kind(1, 4, 3, 15, 0.08, 0.05, 0, groupFrames);
    }
  }

  static final double FPS = 30;
  private static final double LEAST_HEIGHT = 0.5;
  private static final double BEAT_HEIGHT = 0.4;

  /** Within so many deviations of its centre a frame shows an event. */
  private static final double SHOWN = 1.5;

  private final Kind kind;
  private final int frames;
  private final double[] centres;
  private final double[] deviations;
  private final double[] heights;
  private final long errorSeed;
  private final double beatFrames;
  private final double beatPhase;
  private int asked;

  private SimulatedVideo(Kind kind, int frames, SplittableRandom random) {
    this.kind = kind;
    this.frames = frames;
    int events = kind.leastEvents() + random.nextInt(kind.mostEvents() - kind.leastEvents() + 1);
    centres = random.doubles(events).map(unit -> unit * frames / FPS).toArray();
    deviations =
        random
            .doubles(events)
            .map(unit -> kind.leastSeconds() + unit * (kind.mostSeconds() - kind.leastSeconds()))
            .toArray();
    heights =
        random.doubles(events).map(unit -> LEAST_HEIGHT + unit * (1 - LEAST_HEIGHT)).toArray();
    errorSeed = random.nextLong();
    beatFrames = FocusGrid.of(task(1), FocusSettings.usual()).armFrames() / kind.beat();
    beatPhase = random.nextDouble();
  }

  static SimulatedVideo of(Kind kind, double seconds, long seed) {
    return new SimulatedVideo(kind, (int) (seconds * FPS), new SplittableRandom(seed));
  }

  FocusTask task(int keyframes) {
    return FocusTask.withUsualGap(frames, FPS, keyframes);
  }

  int frames() {
    return frames;
  }

  /** Gives how many scores were asked for. */
  int asked() {
    return asked;
  }

  double truth(int frame) {
    double sum = kind.ground();
    for (int i = 0; i < centres.length; i++) {
      double distance = (frame / FPS - centres[i]) / deviations[i];
      sum += heights[i] * Math.exp(-0.5 * distance * distance);
    }
    if (kind.beat() > 0) {
      sum += BEAT_HEIGHT * Math.sin(2 * Math.PI * (frame / beatFrames + beatPhase));
    }
    return Math.min(1, sum);
  }

  double score(int frame) {
    SplittableRandom error = new SplittableRandom(errorSeed ^ (frame * 0x9e3779b97f4a7c15L));
    double length = Math.sqrt(-2 * Math.log(1 - error.nextDouble()));
    double normal = length * Math.cos(2 * Math.PI * error.nextDouble());
    return Math.max(0, Math.min(1, truth(frame) + kind.error() * normal));
  }

  @Override
  public double[] scores(int[] asking) {
    asked += asking.length;
    return Arrays.stream(asking).mapToDouble(this::score).toArray();
  }

  @Override
  public OptionalInt cheapFrame(int wished, int first, int last) {
    int before = wished / kind.groupFrames() * kind.groupFrames();
    int after = before + kind.groupFrames();
    boolean isNearer = wished - before <= after - wished;
    if (before >= first && (isNearer || after > last)) {
      return OptionalInt.of(before);
    }
    return after <= last ? OptionalInt.of(after) : OptionalInt.empty();
  }

  double meanTruth(Iterable<Integer> picks) {
    double sum = 0;
    int count = 0;
    for (int frame : picks) {
      sum += truth(frame);
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Gives the share of the events that a pick shows; 1 if there is none. */
  double recall(Iterable<Integer> picks) {
    int shown = 0;
    for (int i = 0; i < centres.length; i++) {
      for (int frame : picks) {
        if (Math.abs(frame / FPS - centres[i]) <= SHOWN * deviations[i]) {
          shown++;
          break;
        }
      }
    }
    return centres.length == 0 ? 1 : (double) shown / centres.length;
  }
}
