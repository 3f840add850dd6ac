package org.clipmill.core.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.align.evaluate.AlignFiles;
import org.clipmill.core.align.evaluate.AlignFiles.CopiedSegment;
import org.clipmill.core.align.evaluate.EventRetrieval;
import org.clipmill.core.align.evaluate.EventVideo;
import org.clipmill.core.align.evaluate.EventVideo.Role;
import org.clipmill.core.align.evaluate.Localisation;
import org.clipmill.core.align.evaluate.PrecisionRecall;
import org.clipmill.core.align.evaluate.PrecisionRecall.Detection;
import org.clipmill.core.align.evaluate.SegmentRetrieval;
import org.clipmill.core.align.evaluate.TimedVideo;
import org.clipmill.core.npy.NpyArray;
import org.junit.jupiter.api.Test;

/** The evaluators on the toy sets, against what the original printed. */
class EvaluatorsGoldenTest {
  private static final double FPS = 25;
  private static final Aligner TMK =
      TemporalMatchKernel.of(
          List.of(97, 53, 211, 397), 16, Normalisation.FEATURE_THEN_FREQUENCY, AlignMode.REFERENCE);
  private static final Aligner CTE = CirculantEncoding.of(64, 600, AlignMode.REFERENCE);
  private static final JsonNode GOLDEN = Goldens.json("evaluators.json");

  private static Path toy() {
    return SharedFiles.require("golden/videoalignment/toy");
  }

  private static FrameFeatures features(String set, String id) {
    try {
      NpyArray array = NpyArray.read(toy().resolve("features/" + set + "/" + id + ".npy"));
      return FrameFeatures.resampled(array.shape().get(1), array.floats(), FPS);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FrameFeatures cut(String set, TimedVideo video) {
    return features(set, video.id())
        .segment((int) (video.beginSeconds() * 15), (int) (video.endSeconds() * 15), FPS);
  }

  @Test
  void localisationErrorsAreTheOriginals() {
    List<TimedVideo> videos = AlignFiles.timedVideos(toy().resolve("climbing/gt_climbing.align"));
    for (Map.Entry<String, Aligner> model : Map.of("TMK", TMK, "CTE", CTE).entrySet()) {
      List<HarmonicSums> described =
          videos.stream().map(video -> model.getValue().describe(cut("climbing", video))).toList();
      Aligner.PairScorer scorer = model.getValue().scorer(Offsets.within(400));
      Localisation result =
          Localisation.of(
              videos, described.stream().map(video -> scorer.best(video, described)).toList());
      JsonNode golden = GOLDEN.get("climbing_localization_" + model.getKey());
      double[] errors = result.errorsSeconds();
      for (int i = 0; i < errors.length; i++) {
        JsonNode expected = golden.get("errors_per_video").get(i);
        assertEquals(
            expected.isNull() ? Double.POSITIVE_INFINITY : expected.asDouble(), errors[i], 1e-9);
      }
      assertEquals(
          golden.get("text").get(2).asText(),
          "Localization error <10s: %.2f%%".formatted(100 * result.shareBelow(10)));
    }
  }

  @Test
  void segmentsAreJudgedAsCodedAndCorrected() {
    List<CopiedSegment> truth = AlignFiles.copiedSegments(toy().resolve("vcdb/annotation"));
    List<TimedVideo> queries = AlignFiles.queries(truth);
    List<String> videos = queries.stream().map(TimedVideo::id).distinct().sorted().toList();
    for (Map.Entry<String, Aligner> model : Map.of("TMK", TMK, "CTE", CTE).entrySet()) {
      Aligner aligner = model.getValue();
      List<HarmonicSums> described =
          videos.stream().map(id -> aligner.describe(features("vcdb", id))).toList();
      Aligner.PairScorer scorer = aligner.scorer(new Offsets(-600, 0));
      List<List<AlignmentScore>> scores =
          queries.stream()
              .map(query -> scorer.best(aligner.describe(cut("vcdb", query)), described))
              .toList();
      JsonNode golden = GOLDEN.get("vcdb_" + model.getKey());
      for (AlignMode mode : AlignMode.values()) {
        String name = mode == AlignMode.REFERENCE ? "as_coded" : "corrected";
        List<Detection> detections =
            SegmentRetrieval.detections(truth, queries, videos, scores, mode);
        assertDetections(golden.get("score_label_sorted_" + name), detections);
        PrecisionRecall curve = PrecisionRecall.of(detections);
        assertEquals(golden.get("max_f1_" + name).asDouble(), curve.bestF1(), 1e-9);
        assertEquals(golden.get("auc_" + name).asDouble(), curve.area(), 1e-9);
      }
    }
  }

  private static void assertDetections(JsonNode golden, List<Detection> detections) {
    List<Detection> sorted =
        detections.stream()
            .sorted(Comparator.comparing(Detection::score).thenComparing(Detection::right))
            .toList();
    assertEquals(golden.size(), sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      assertEquals(golden.get(i).get(0).asDouble(), sorted.get(i).score(), 1e-6);
      assertEquals(golden.get(i).get(1).asInt() == 1, sorted.get(i).right());
    }
  }

  @Test
  void eventsAreRankedAsByTheOriginal() {
    assertEvents("evve_map_TMK_plain", TMK, QueryExpansion.NONE);
    assertEvents("evve_map_TMK_aqe", TMK, QueryExpansion.AVERAGE);
    assertEvents("evve_map_TMK_don", TMK, QueryExpansion.DIFFERENCE);
    assertEvents("evve_map_CTE_plain", CTE, QueryExpansion.NONE);
  }

  private static void assertEvents(String golden, Aligner aligner, QueryExpansion expansion) {
    List<EventVideo> videos = AlignFiles.eventVideos(toy().resolve("evve/annotations"));
    List<EventVideo> queries = videos.stream().filter(video -> video.role() == Role.QUERY).toList();
    List<EventVideo> database =
        videos.stream().filter(video -> video.role() == Role.DATABASE).toList();
    List<HarmonicSums> described =
        database.stream().map(video -> aligner.describe(features("evve", video.id()))).toList();
    double[] precisions =
        queries.stream()
            .mapToDouble(
                query ->
                    EventRetrieval.averagePrecision(
                        query,
                        database,
                        expansion.search(
                            aligner,
                            Offsets.within(300),
                            aligner.describe(features("evve", query.id())),
                            described,
                            AlignMode.REFERENCE)))
            .toArray();
    JsonNode expected = GOLDEN.get(golden);
    double mean = Arrays.stream(precisions).average().orElseThrow();
    assertEquals(expected.get("map").asDouble(), mean, 1e-9);
    EventRetrieval.perEvent(queries, precisions)
        .forEach(
            (event, value) ->
                assertEquals(
                    1,
                    count(expected.get("per_event"), "%s\t%.6f".formatted(event, value)),
                    () -> event + " " + value));
  }

  private static int count(JsonNode lines, String line) {
    int count = 0;
    for (JsonNode entry : lines) {
      count += entry.asText().equals(line) ? 1 : 0;
    }
    return count;
  }

  @Test
  void averagePrecisionIsTheOriginals() {
    for (JsonNode golden : GOLDEN.get("ap_examples")) {
      List<Integer> ranks = new ArrayList<>();
      golden.get("ranks").forEach(rank -> ranks.add(rank.asInt()));
      assertEquals(
          golden.get("ap").asDouble(),
          EventRetrieval.averagePrecision(ranks, golden.get("nres").asInt()),
          1e-12);
    }
  }
}
