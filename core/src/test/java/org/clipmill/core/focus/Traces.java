package org.clipmill.core.focus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.clipmill.core.focus.FocusSettings.Arms;
import org.clipmill.core.focus.FocusSettings.Choice;
import org.clipmill.core.focus.FocusSettings.Zoom;
import org.clipmill.core.npy.NpyArray;

/** Golden runs of the authors' program. */
final class Traces {
  static final ObjectMapper JSON = new ObjectMapper();

  private Traces() {}

  /** Gives the files of all runs in a folder. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static double[] relevance(Path folder, JsonNode trace) throws IOException {
    return NpyArray.read(folder.resolve(trace.get("sim").asText())).doubles();
  }

  /** Gives a relevance that looks its scores up. */
  static Relevance lookedUp(double[] scores) {
    return frames -> Arrays.stream(frames).mapToDouble(frame -> scores[frame]).toArray();
  }

  static FocusTask task(JsonNode trace) {
    return new FocusTask(
        trace.get("total_frames").asInt(),
        trace.get("fps").asDouble(),
        trace.get("k").asInt(),
        trace.get("min_gap_sec").asDouble());
  }

  /** Gives the settings of a run; what it does not name is as usual. */
  static FocusSettings settings(JsonNode trace) {
    JsonNode given = trace.get("config");
    FocusSettings usual = FocusSettings.usual();
    JsonNode half = given.path("region_half_window_sec");
    return new FocusSettings(
        new Arms(
            number(given, "coarse_every_sec", usual.arms().everySeconds()),
            given.path("min_coarse_segments").asInt(usual.arms().least()),
            given.path("extra_samples_per_region").asInt(usual.arms().extraSamples()),
            number(given, "min_variance_threshold", usual.arms().leastVariance())),
        new Zoom(
            number(given, "zoom_ratio", usual.zoom().share()),
            given.path("min_zoom_segments").asInt(usual.zoom().least()),
            number(given, "fine_every_sec", usual.zoom().everySeconds()),
            number(given, "fine_uniform_ratio", usual.zoom().uniformShare()),
            half.isNumber() ? half.asDouble() : null),
        new Choice(
            number(given, "top_ratio", usual.choice().topShare()),
            given.path("final_min_arms").asInt(usual.choice().leastArms()),
            given.path("final_max_arms").asInt(usual.choice().mostArms()),
            interpolation(given.path("interpolation_method").asText("nearest")),
            number(given, "temperature", usual.choice().temperature())));
  }

  static Interpolation interpolation(String name) {
    return switch (name) {
      case "nearest" -> Interpolation.NEAREST;
      case "linear" -> Interpolation.LINEAR;
      case "rbf" -> Interpolation.RBF;
      case "uniform" -> Interpolation.UNIFORM;
      default -> Interpolation.MEAN;
    };
  }

  private static double number(JsonNode given, String name, double otherwise) {
    return given.path(name).asDouble(otherwise);
  }
}
