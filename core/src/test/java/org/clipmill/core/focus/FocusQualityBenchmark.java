package org.clipmill.core.focus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clipmill.core.focus.SimulatedVideo.Kind;
import org.clipmill.core.random.NumpyRandom;

/**
 * How relevant the picks of each way of choosing are, on made-up videos; {@code
 * benchmarks/run-focus quality} starts it.
 *
 * <p>The seeds of these videos were used neither to find the numbers of {@link SimulatedVideo} nor
 * those of {@link BanditFocus}.
 */
public final class FocusQualityBenchmark {
  private static final long FIRST_SEED = 2_000_000;
  private static final int KEYFRAMES = 64;
  private static final double DEVIATIONS = 1.959963984540054;

  /** Figures of the golden file quality_synthetic.json: 2, 10 and 30 minutes. */
  private static final Map<String, double[]> GOLDEN =
      Map.of(
          "as coded", new double[] {0.701, 0.463, 0.332},
          "as coded, by mean", new double[] {0.701, 0.463, 0.332},
          "credited, by bound", new double[] {0.336, 0.246, 0.235},
          "credited, by mean", new double[] {0.746, 0.496, 0.350},
          "uniform", new double[] {0.364, 0.144, 0.102},
          "top 64 at 1 fps", new double[] {0.566, 0.553, 0.543});

  private static final double[] LENGTHS = {120, 600, 1800};
  private static final long SHOWN_SEED = 3_000_011;
  private static final Map<String, Picking> WAYS = ways();

  private final int videos;
  private final StringBuilder table =
      new StringBuilder("kind\tseconds\tway\tmean\tlow\thigh\trecall\tscored\n");

  private FocusQualityBenchmark(int videos) {
    this.videos = videos;
  }

  private interface Picking {
    List<Integer> picks(SimulatedVideo video, long seed);
  }

  /** Runs {@code VIDEOS [FOLDER]}; the folder is for the figures as tables. */
  public static void main(String[] arguments) throws IOException {
    FocusQualityBenchmark benchmark = new FocusQualityBenchmark(Integer.parseInt(arguments[0]));
    benchmark.run();
    if (arguments.length > 1) {
      Path folder = Path.of(arguments[1]);
      Files.writeString(folder.resolve("quality.tsv"), benchmark.table);
      Files.writeString(folder.resolve("one_video.tsv"), oneVideo());
    }
  }

  private void run() {
    for (double seconds : LENGTHS) {
      measure("usual", Kind.USUAL, seconds);
    }
    for (double seconds : LENGTHS) {
      for (int group : new int[] {2, 5, 8}) {
        int frames = (int) (group * SimulatedVideo.FPS);
        String suffix = ", key frames every " + group + " s";
        measure("usual" + suffix, Kind.usualInGroups(frames), seconds);
        measure("brief" + suffix, new Kind(6, 12, 0.5, 2, 0.08, 0.05, 0, frames), seconds);
      }
      measure("errors of 0.2", new Kind(1, 4, 3, 15, 0.08, 0.2, 0, 1), seconds);
      measure("brief", new Kind(6, 12, 0.5, 2, 0.08, 0.05, 0, 1), seconds);
      measure("20-40 events of 0.1-0.3 s", new Kind(20, 40, 0.1, 0.3, 0.08, 0.05, 0, 1), seconds);
      measure("flat", new Kind(0, 0, 1, 1, 0.5, 0.05, 0, 1), seconds);
      for (double beat : new double[] {0.5, 1, 2, 3, 16}) {
        measure(
            "beats %s an arm".formatted(beat), new Kind(0, 0, 1, 1, 0.5, 0.05, beat, 1), seconds);
      }
    }
  }

  private void measure(String name, Kind kind, double seconds) {
    System.out.printf("%n%s, %.0f s, %d videos%n", name, seconds, videos);
    System.out.printf("%-20s %7s %16s %7s %8s%n", "picked", "mean", "95 %", "recall", "scored");
    WAYS.forEach((way, picking) -> measure(name, kind, seconds, way, picking));
  }

  private void measure(String name, Kind kind, double seconds, String way, Picking picking) {
    double[] truth = new double[videos];
    double recall = 0;
    double asked = 0;
    for (int i = 0; i < videos; i++) {
      long seed = FIRST_SEED + 1000L * i;
      SimulatedVideo video = SimulatedVideo.of(kind, seconds, seed + (long) seconds);
      List<Integer> picks = picking.picks(video, seed);
      truth[i] = video.meanTruth(picks);
      recall += video.recall(picks) / videos;
      asked += (double) video.asked() / videos;
    }
    double mean = Arrays.stream(truth).average().orElseThrow();
    double squares = Arrays.stream(truth).map(x -> (x - mean) * (x - mean)).sum();
    double reach = DEVIATIONS * Math.sqrt(squares / (videos - 1) / videos);
    System.out.printf(
        "%-20s %7.4f [%.4f, %.4f] %7.3f %8.1f%s%n",
        way, mean, mean - reach, mean + reach, recall, asked, golden(name, way, seconds));
    table.append(
        "%s\t%.0f\t%s\t%.5f\t%.5f\t%.5f\t%.4f\t%.1f%n"
            .formatted(name, seconds, way, mean, mean - reach, mean + reach, recall, asked));
  }

  /** Gives the truth, scores and picks of one video of ten minutes, a line each. */
  private static String oneVideo() {
    double seconds = 600;
    SimulatedVideo video = SimulatedVideo.of(Kind.USUAL, seconds, SHOWN_SEED);
    StringBuilder lines = new StringBuilder("what\tseconds\trelevance\n");
    for (int frame = 0; frame < video.frames(); frame += 15) {
      line(lines, "truth", frame, video.truth(frame));
    }
    FocusResult ours =
        BanditFocus.pick(
            video.task(KEYFRAMES), FocusSettings.usual(), video, new NumpyRandom(SHOWN_SEED));
    for (int frame : ours.details().coarseSampling().frameIndices()) {
      line(lines, "first look", frame, video.score(frame));
    }
    for (int frame : ours.details().fineSampling().frameIndices()) {
      line(lines, "second look", frame, video.score(frame));
    }
    for (String way : List.of("bandit", "as coded", "uniform")) {
      Picking picking = Objects.requireNonNull(WAYS.get(way));
      for (int frame : picking.picks(video, SHOWN_SEED)) {
        line(lines, way, frame, video.truth(frame));
      }
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String what, int frame, double relevance) {
    lines.append("%s\t%.3f\t%.4f%n".formatted(what, frame / SimulatedVideo.FPS, relevance));
  }

  private static String golden(String name, String way, double seconds) {
    double[] figures = GOLDEN.get(way);
    if (figures == null || !name.equals("usual")) {
      return "";
    }
    return "   golden %.3f".formatted(figures[seconds == 120 ? 0 : seconds == 600 ? 1 : 2]);
  }

  private static Map<String, Picking> ways() {
    Map<String, Picking> ways = new LinkedHashMap<>();
    ways.put("bandit", FocusQualityBenchmark::bandit);
    ways.put("as coded", (video, seed) -> variant(FocusVariant.AS_CODED, video, seed));
    ways.put(
        "as coded, by mean", (video, seed) -> variant(FocusVariant.AS_CODED_BY_MEAN, video, seed));
    ways.put(
        "credited, by bound",
        (video, seed) -> variant(FocusVariant.CREDITED_BY_BOUND, video, seed));
    ways.put(
        "credited, by mean", (video, seed) -> variant(FocusVariant.CREDITED_BY_MEAN, video, seed));
    ways.put("uniform", (video, seed) -> uniform(video));
    ways.put("top 64 at 1 fps", (video, seed) -> topOfEverySecond(video));
    ways.put("all-knowing", (video, seed) -> allKnowing(video));
    return ways;
  }

  private static List<Integer> bandit(SimulatedVideo video, long seed) {
    return BanditFocus.pick(
            video.task(KEYFRAMES), FocusSettings.usual(), video, new NumpyRandom(seed))
        .frames();
  }

  private static List<Integer> variant(FocusVariant variant, SimulatedVideo video, long seed) {
    return ReferenceFocus.pick(
            video.task(KEYFRAMES), FocusSettings.usual(), video, new NumpyRandom(seed), variant)
        .frames();
  }

  static List<Integer> uniform(SimulatedVideo video) {
    return IntStream.range(0, KEYFRAMES)
        .mapToObj(i -> (int) ((i + 0.5) * video.frames() / KEYFRAMES))
        .toList();
  }

  private static List<Integer> topOfEverySecond(SimulatedVideo video) {
    int step = (int) SimulatedVideo.FPS;
    int[] frames = IntStream.range(0, video.frames() / step).map(i -> i * step).toArray();
    double[] scores = video.scores(frames);
    List<Integer> order = new ArrayList<>(IntStream.range(0, frames.length).boxed().toList());
    order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    return order.subList(0, KEYFRAMES).stream().map(i -> frames[i]).toList();
  }

  /** Gives the best picks that keep the gap, by the truth itself: nobody can do better. */
  private static List<Integer> allKnowing(SimulatedVideo video) {
    int[] places = IntStream.range(0, video.frames()).toArray();
    double[] values = Arrays.stream(places).mapToDouble(video::truth).toArray();
    int[] picks = SpacedPicks.of(places, values, KEYFRAMES, video.task(KEYFRAMES).gapFrames());
    return Arrays.stream(picks).boxed().toList();
  }
}
