package org.clipmill.core.focus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.random.NumpyRandom;
import org.junit.jupiter.api.Test;

final class ReferenceFocusTest {
  private static final double EXACT = 1e-12;

  @Test
  void everyCopiedTraceIsRepeated() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(getClass().getResource("edge_n0_k8.json")).toURI());
    int checked = 0;
    for (Path file : Traces.in(folder.resolveSibling("."))) {
      JsonNode trace = Traces.JSON.readTree(file.toFile());
      if (trace.has("rng_log")) {
        check(file, trace, folder.resolveSibling("."));
        checked++;
      }
    }
    assertEquals(9, checked);
  }

  @Test
  void everyTraceIsRepeated() throws IOException {
    Path cases = SharedFiles.require("golden/focus/cases");
    List<Path> files = Traces.in(cases);
    assertTrue(files.size() >= 39, "saw " + files.size());
    for (Path file : files) {
      check(file, Traces.JSON.readTree(file.toFile()), cases.resolveSibling("."));
    }
  }

  @Test
  void everyMendedTraceIsRepeated() throws IOException {
    Path folder = SharedFiles.require("golden/focus/variants");
    for (Path file : Traces.in(folder)) {
      JsonNode trace = Traces.JSON.readTree(file.toFile());
      NumpyRandom random = new NumpyRandom(trace.get("seed").asLong());
      FocusResult result =
          ReferenceFocus.pick(
              Traces.task(trace),
              Traces.settings(trace),
              Traces.lookedUp(Traces.relevance(folder.resolveSibling("."), trace)),
              random,
              file.toString().contains("mean")
                  ? FocusVariant.CREDITED_BY_MEAN
                  : FocusVariant.CREDITED_BY_BOUND);
      assertEquals(numbers(trace.get("selected")), result.frames(), file.toString());
      assertEquals(trace.get("rng_next_double_after").asDouble(), random.nextUnit());
    }
  }

  private static void check(Path file, JsonNode trace, Path sims) throws IOException {
    if (trace.has("error")) {
      assertThrows(IllegalArgumentException.class, () -> Traces.task(trace), file.toString());
      return;
    }
    NumpyRandom random = new NumpyRandom(trace.get("seed").asLong());
    List<Integer> calls = new ArrayList<>();
    Relevance relevance = Traces.lookedUp(Traces.relevance(sims, trace));
    FocusResult result =
        ReferenceFocus.pick(
            Traces.task(trace),
            Traces.settings(trace),
            frames -> {
              calls.add(frames.length);
              return relevance.scores(frames);
            },
            random);
    String name = file.getFileName().toString();
    assertEquals(numbers(trace.get("selected")), result.frames(), name);
    assertEquals(trace.get("rng_next_double_after").asDouble(), random.nextUnit(), name);
    assertEquals(trace.get("budget_used").asInt(), result.scoredFrames(), name);
    List<Integer> expectedCalls = numbers(trace.get("similarity_calls"));
    expectedCalls.remove(Integer.valueOf(0)); // a call for nothing is not made here
    assertEquals(expectedCalls, calls, name);
    checkSteps(name, trace.get("trace"), result.details());
    assertSame(
        name,
        trace.get("arm_selection_probabilities"),
        json(result.details().armSelectionProbabilities()));
    if (trace.has("sampling_details")) {
      assertSame(name, trace.get("sampling_details"), json(result.details()));
    }
  }

  private static void checkSteps(String name, JsonNode trace, SamplingDetails details) {
    assertEquals(numbers(trace.get("coarse_indices")), details.coarseSampling().frameIndices());
    assertEquals(numbers(trace.get("fine_indices")), details.fineSampling().frameIndices(), name);
    List<SamplingDetails.ArmFacts> arms = details.armsInfo().arms();
    assertEquals(trace.get("arms_range").size(), arms.size(), name);
    for (int i = 0; i < arms.size(); i++) {
      SamplingDetails.ArmFacts arm = arms.get(i);
      JsonNode range = trace.get("arms_range").get(i);
      assertEquals(
          List.of(range.get(0).asInt(), range.get(1).asInt()),
          List.of(arm.startFrame(), arm.endFrame()));
      JsonNode after = trace.get("arms_after_coarse").get(i);
      assertEquals(after.get("n").asInt(), arm.samplesCount(), name);
      assertEquals(after.get("mean").asDouble(), arm.meanSimilarity(), 0.0, name);
      assertEquals(after.get("var").asDouble(), arm.variance(), 0.0, name);
      assertEquals(after.get("ucb").asDouble(), arm.focusScore(), 0.0, name);
    }
  }

  /** Compares JSON: the same names in the same order, numbers to 1e-12. */
  private static void assertSame(String where, JsonNode expected, JsonNode actual) {
    if (expected.isNumber()) {
      assertEquals(expected.asDouble(), actual.asDouble(), EXACT, where);
    } else if (expected.isContainerNode()) {
      List<String> names = new ArrayList<>();
      expected.fieldNames().forEachRemaining(names::add);
      List<String> actualNames = new ArrayList<>();
      actual.fieldNames().forEachRemaining(actualNames::add);
      assertEquals(names, actualNames, where);
      assertEquals(expected.size(), actual.size(), where);
      for (String name : names) {
        assertSame(where + "." + name, expected.get(name), actual.get(name));
      }
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertSame(where + "[" + i + "]", expected.get(i), actual.get(i));
      }
    } else {
      assertEquals(expected, actual, where);
    }
  }

  @Test
  void everyGuessOfRelevanceIsRepeated() throws IOException {
    JsonNode units =
        Traces.JSON.readTree(getClass().getResourceAsStream("estimate_arm_scores.json"));
    assertEquals(40, units.size());
    for (JsonNode unit : units) {
      double[] estimated =
          ArmEstimate.of(
              Traces.interpolation(unit.get("method").asText()),
              unit.get("start").asInt(),
              unit.get("end").asInt(),
              Traces.JSON.convertValue(unit.get("indices"), int[].class),
              Traces.JSON.convertValue(unit.get("scores"), double[].class));
      if (unit.get("indices").isEmpty()) {
        assertEquals(0, estimated.length);
        continue;
      }
      double[] expected = Traces.JSON.convertValue(unit.get("estimated"), double[].class);
      assertArrayEquals(expected, estimated, EXACT, unit.toString());
    }
  }

  @Test
  void theUsualGapFollowsTheRuleOfTheOriginal() throws IOException {
    for (JsonNode row : Traces.JSON.readTree(getClass().getResourceAsStream("auto_min_gap.json"))) {
      double seconds = row.get("video_duration").asDouble();
      int frames = (int) Math.rint(seconds * 100_000);
      FocusTask task = FocusTask.withUsualGap(frames, 100_000, row.get("num_keyframes").asInt());
      assertEquals(row.get("auto_min_gap_sec").asDouble(), task.minGapSeconds(), 1e-9);
    }
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    FocusTask task = new FocusTask(100, 25, 4, 0);
    var error =
        assertThrows(
            ClipException.class,
            () ->
                ReferenceFocus.pick(
                    task,
                    FocusSettings.usual(),
                    frames -> {
                      double[] scores = new double[frames.length];
                      scores[3] = Double.NaN;
                      return scores;
                    },
                    new NumpyRandom(1)));
    assertEquals("Cannot use score of frame 17: was NaN, expected a number", error.getMessage());
  }

  @Test
  void tasksThatMakeNoSenseAreRefused() {
    assertMessage("Was 0.0 fps; allowed: more than 0", () -> new FocusTask(1, 0, 1, 0));
    assertMessage(
        "Was -1 keyframes of 5 frames; allowed: 0 or more", () -> new FocusTask(5, 25, -1, 0));
    assertMessage(
        "Was a gap of NaN seconds; allowed: 0 or more", () -> new FocusTask(5, 25, 1, Double.NaN));
  }

  private static void assertMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  private static JsonNode json(Object value) {
    return Traces.JSON
        .copy()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .valueToTree(value);
  }

  private static List<Integer> numbers(JsonNode values) {
    List<Integer> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.asInt()));
    return numbers;
  }
}
