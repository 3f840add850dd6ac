package org.clipmill.jobs.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.recipe.Json;
import org.clipmill.jobs.LocalPipeline;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Backdrop;
import org.clipmill.media.paint.Colour;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.clipmill.media.paint.Shape;
import org.clipmill.media.paint.Tableau;
import org.clipmill.media.paint.Thing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyframesTest {
  private static final int FPS = 12;
  private static final int FRAMES = 48;

  @TempDir static Path folder;
  private static LocalPipeline pipeline;
  private static Path settings;

  @BeforeAll
  static void paint() throws IOException {
    pipeline = new LocalPipeline();
    Scene sand = new Tableau(Backdrop.SAND, 3, List.of());
    Scene heart = new Tableau(Backdrop.SAND, 3, List.of(new Thing(Colour.RED, Shape.HEART)));
    VideoPainter.paint(
        folder.resolve("v.mp4"),
        PaintSpec.of(96, 64, new FrameRate(FPS, 1), FRAMES),
        Scenes.cut(sand, FRAMES / 2, heart));
    Map<String, Object> span =
        Map.of(
            "span", List.of("00:00:00.000", "00:00:04.000"),
            "fps", (double) FPS,
            "scene_split",
                List.of(
                    Map.of(
                        "clip_id", "v.0_0", "scene_cut", List.of(0, -1), "caption", "a red heart"),
                    Map.of("clip_id", "v.0_1", "scene_cut", List.of(0, 40), "caption", " ")));
    Files.writeString(
        folder.resolve("meta.json"),
        Json.pretty(Map.of("v", Map.of("url", "v.mp4", "clip", Map.of("v.0.mp4", span)))));
    settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            run: {work: work}
            ingest: {inputs: [meta.json]}
            measure: {encoder: none, min-frames: 1}
            rank: {per-span: 2}
            """);
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  private static Map<String, Row> rows(LocalPipeline.Run run) {
    Map<String, Row> rows = new HashMap<>();
    pipeline
        .rows(run.stage("keyframes").folder())
        .collectAsList()
        .forEach(row -> rows.put(row.getAs("clip_id"), row));
    return rows;
  }

  @Test
  void keyframesShowWhatTheCaptionSaysAndAClipWithoutOneIsAnError() {
    String[] asking = {"keyframes.scorer=text-small", "keyframes.files=png", "keyframes.count=3"};
    LocalPipeline.Run run = pipeline.runTo("keyframes", settings, asking);
    Map<String, Row> rows = rows(run);
    Row good = rows.get("v.0_0");
    assertNull(good.getAs("error"));
    assertEquals("a red heart", good.getAs("query"));
    List<Long> frames = good.getList(good.fieldIndex("keyframes"));
    assertEquals(3, frames.size());
    assertTrue(frames.stream().allMatch(frame -> frame >= FRAMES / 2), frames.toString());
    List<Long> times = good.getList(good.fieldIndex("keyframes_us"));
    for (int i = 0; i < 3; i++) {
      assertEquals(frames.get(i) * 1_000_000.0 / FPS, times.get(i), 1.0);
    }
    List<Float> relevance = good.getList(good.fieldIndex("keyframes_relevance"));
    assertTrue(relevance.stream().allMatch(score -> score > 0.5), relevance.toString());
    assertEquals(
        Set.of(), minus(good.<String>getList(good.fieldIndex("keyframes_origin")), "top", "arm"));
    int scored = good.<Integer>getAs("scored_frames");
    assertTrue(scored >= 25 && scored <= 40, "scored " + scored);
    for (String place : good.<String>getList(good.fieldIndex("keyframes_path"))) {
      assertTrue(Files.exists(folder.resolve("work").resolve(place)), place);
    }
    Row error = rows.get("v.0_1").getAs("error");
    assertEquals("bad_query", error.getAs("code"));
    assertTrue(pipeline.runTo("keyframes", settings, asking).stage("keyframes").isUnchanged());
  }

  private static Set<String> minus(List<String> words, String... allowed) {
    Set<String> left = new TreeSet<>(words);
    left.removeAll(Set.of(allowed));
    return left;
  }

  @Test
  void withoutAScorerFramesAreEvenAndNothingIsAsked() {
    LocalPipeline.Run run = pipeline.runTo("keyframes", settings);
    Map<String, Row> rows = rows(run);
    Row row = rows.get("v.0_0");
    assertEquals(List.of(6L, 18L, 30L, 42L), row.getList(row.fieldIndex("keyframes")));
    assertNull(row.getAs("query"));
    assertNull(row.getAs("keyframes_relevance"));
    assertNull(row.getAs("keyframes_path"));
    assertEquals(0, row.<Integer>getAs("scored_frames"));
    assertEquals(
        List.of("even", "even", "even", "even"), row.getList(row.fieldIndex("keyframes_origin")));
    assertNull(rows.get("v.0_1").getAs("error"));
    LocalPipeline.Run other = pipeline.runTo("keyframes", settings, "keyframes.count=2");
    assertNotEquals(run.stage("keyframes").folder(), other.stage("keyframes").folder());
  }

  @Test
  void aModelThatScoresNoTextsIsRefusedBeforeWork() {
    List<String> problems =
        new Keyframes().problems(LocalPipeline.site(settings, "keyframes.scorer=embed-small"));
    assertEquals(
        List.of(
            "keyframes.scorer: Was model embed-small, a image-embedder; allowed: a text-scorer or"
                + " pair-scorer"),
        problems);
  }
}
