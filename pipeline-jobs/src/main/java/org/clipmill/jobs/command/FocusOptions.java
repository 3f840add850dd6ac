package org.clipmill.jobs.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clipmill.core.focus.FocusMode;
import org.clipmill.core.focus.FocusSettings;
import org.clipmill.core.focus.GapRule;
import org.clipmill.core.focus.Interpolation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of FOCUS itself, by the names that its authors' program gives them. */
final class FocusOptions {
  /** What the authors' program knows; any other method is a mistake there too. */
  private enum Method {
    NEAREST(Interpolation.NEAREST),
    LINEAR(Interpolation.LINEAR),
    RBF(Interpolation.RBF),
    UNIFORM(Interpolation.UNIFORM);

    private final Interpolation interpolation;

    Method(Interpolation interpolation) {
      this.interpolation = interpolation;
    }
  }

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "bandit: ours; reference: the authors' program, draw for draw; default: bandit.")
  private FocusMode mode = FocusMode.BANDIT;

  @Option(
      names = {"--num-keyframes", "--num_keyframes"},
      paramLabel = "N",
      description = "How many keyframes; default: ${DEFAULT-VALUE}.")
  private int keyframes = 64;

  @Option(
      names = {"--coarse-every-sec", "--coarse_every_sec"},
      paramLabel = "S",
      description = "Length of an arm; default: ${DEFAULT-VALUE}.")
  private double coarseEvery = 16;

  @Option(
      names = {"--fine-every-sec", "--fine_every_sec"},
      paramLabel = "S",
      description = "Distance of frames in the second look; default: ${DEFAULT-VALUE}.")
  private double fineEvery = 1;

  @Option(
      names = {"--zoom-ratio", "--zoom_ratio"},
      paramLabel = "X",
      description = "Share of arms that are looked at again; default: ${DEFAULT-VALUE}.")
  private double zoomRatio = 0.25;

  @Option(
      names = {"--min-coarse-segments", "--min_coarse_segments"},
      paramLabel = "N",
      description = "Least number of arms; default: ${DEFAULT-VALUE}.")
  private int minCoarseSegments = 8;

  @Option(
      names = {"--min-zoom-segments", "--min_zoom_segments"},
      paramLabel = "N",
      description = "Least number of arms that are looked at again; default: ${DEFAULT-VALUE}.")
  private int minZoomSegments = 4;

  @Option(
      names = {"--extra-samples-per-region", "--extra_samples_per_region"},
      paramLabel = "N",
      description = "Frames of an arm besides its centre; default: ${DEFAULT-VALUE}.")
  private int extraSamples = 2;

  @Option(
      names = {"--min-variance-threshold", "--min_variance_threshold"},
      paramLabel = "X",
      description = "Least variance of an arm; default: ${DEFAULT-VALUE}.")
  private double minVariance = 1e-6;

  @Option(
      names = {"--fine-uniform-ratio", "--fine_uniform_ratio"},
      paramLabel = "X",
      description =
          "reference: share of even frames in the second look; default: ${DEFAULT-VALUE}.")
  private double fineUniformRatio = 0.5;

  @Option(
      names = {"--region-half-window-sec", "--region_half_window_sec"},
      paramLabel = "S",
      description = "How far the second look reaches to each side; default: half an arm.")
  private @Nullable Double halfWindow;

  @Option(
      names = {"--interpolation-method", "--interpolation_method"},
      paramLabel = "METHOD",
      description = "reference: nearest, linear, rbf or uniform; default: nearest.")
  private Method method = Method.NEAREST;

  @Option(
      names = {"--top-ratio", "--top_ratio"},
      paramLabel = "X",
      description =
          "reference: share of keyframes that are the best scored frames; bandit: share that may"
              + " stand for stretches without another; default: ${DEFAULT-VALUE}.")
  private double topRatio = 0.2;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "reference: of the draws within an arm; default: ${DEFAULT-VALUE}.")
  private double temperature = 0.06;

  @Option(
      names = {"--final-min-arms", "--final_min_arms"},
      paramLabel = "N",
      description = "reference: least number of arms drawn from; default: ${DEFAULT-VALUE}.")
  private int finalMinArms = 4;

  @Option(
      names = {"--final-max-arms", "--final_max_arms"},
      paramLabel = "N",
      description = "reference: greatest number of arms drawn from; default: ${DEFAULT-VALUE}.")
  private int finalMaxArms = 32;

  @Option(
      names = {"--min-gap-sec", "--min_gap_sec"},
      paramLabel = "S",
      description = "Longest gap between keyframes; default: ${DEFAULT-VALUE}.")
  private double minGap = 1;

  @Option(
      names = {"--gap-ratio-of-avg", "--gap_ratio_of_avg"},
      paramLabel = "X",
      description = "The gap is this share of their mean distance; default: ${DEFAULT-VALUE}.")
  private double gapRatio = 0.25;

  @Option(
      names = {"--disable-gap-below-sec", "--disable_gap_below_sec"},
      paramLabel = "S",
      description = "Up to this mean distance there is no gap; default: ${DEFAULT-VALUE}.")
  private double disableGapBelow = 0.2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all choices, with the video and the query; default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  FocusMode mode() {
    return mode;
  }

  int keyframes() {
    return keyframes;
  }

  long seed() {
    return seed;
  }

  GapRule gap() {
    return new GapRule(disableGapBelow, gapRatio, minGap);
  }

  FocusSettings settings() {
    return new FocusSettings(
        new FocusSettings.Arms(coarseEvery, minCoarseSegments, extraSamples, minVariance),
        new FocusSettings.Zoom(zoomRatio, minZoomSegments, fineEvery, fineUniformRatio, halfWindow),
        new FocusSettings.Choice(
            topRatio, finalMinArms, finalMaxArms, method.interpolation, temperature));
  }

  /** Adds what is outside what is allowed. */
  void check(List<String> problems) {
    atLeast("--num-keyframes", keyframes, 1, problems);
    atLeast("--min-coarse-segments", minCoarseSegments, 1, problems);
    atLeast("--min-zoom-segments", minZoomSegments, 1, problems);
    atLeast("--extra-samples-per-region", extraSamples, 0, problems);
    atLeast("--final-min-arms", finalMinArms, 1, problems);
    atLeast("--final-max-arms", finalMaxArms, 1, problems);
    atLeast("--seed", seed, 0, problems);
    share("--zoom-ratio", zoomRatio, problems);
    share("--fine-uniform-ratio", fineUniformRatio, problems);
    share("--top-ratio", topRatio, problems);
    positive("--coarse-every-sec", coarseEvery, problems);
    positive("--fine-every-sec", fineEvery, problems);
    if (halfWindow != null) {
      positive("--region-half-window-sec", halfWindow, problems);
    }
    notNegative("--min-variance-threshold", minVariance, problems);
    notNegative("--temperature", temperature, problems);
    notNegative("--min-gap-sec", minGap, problems);
    notNegative("--gap-ratio-of-avg", gapRatio, problems);
    notNegative("--disable-gap-below-sec", disableGapBelow, problems);
  }

  private static void atLeast(String name, long value, long least, List<String> problems) {
    if (value < least) {
      problems.add(name + ": was " + value + "; allowed: " + least + " or more");
    }
  }

  private static void share(String name, double value, List<String> problems) {
    if (!(value >= 0 && value <= 1)) {
      problems.add(name + ": was " + value + "; allowed: 0 to 1");
    }
  }

  private static void positive(String name, double value, List<String> problems) {
    if (!(value > 0) || Double.isInfinite(value)) {
      problems.add(name + ": was " + value + "; allowed: more than 0");
    }
  }

  private static void notNegative(String name, double value, List<String> problems) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      problems.add(name + ": was " + value + "; allowed: 0 or more");
    }
  }

  /** Gives the part {@code algorithm_params} of extraction_stats.json. */
  Map<String, Object> parameters(String scorer) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("scorer", scorer);
    parameters.put("mode", mode.name().toLowerCase(Locale.ROOT));
    parameters.put("num_keyframes", keyframes);
    parameters.put("top_ratio", topRatio);
    parameters.put("extra_samples_per_region", extraSamples);
    parameters.put("min_variance_threshold", minVariance);
    parameters.put("temperature", temperature);
    parameters.put("fine_uniform_ratio", fineUniformRatio);
    parameters.put("interpolation_method", method.name().toLowerCase(Locale.ROOT));
    parameters.put("final_min_arms", finalMinArms);
    parameters.put("final_max_arms", finalMaxArms);
    parameters.put("seed", seed);
    return parameters;
  }
}
