package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.table.Tables;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.clipmill.models.ModelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ranker that ships, on clips that the pipeline's own function has measured. */
final class ShippedRankerTest {
  private static final String NAME = "zoo:ranker";
  private static final FrameRate RATE = new FrameRate(25, 1);
  private static final int FRAMES = 75;

  @TempDir Path folder = Path.of("");

  @Test
  void itLoadsAndNamesTheSevenFeatures() {
    RankerFile file = RankerFile.read(NAME, new Configuration());
    file.check();
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    String names =
        "\"feature_names\":["
            + String.join(",", XgboostRanker.FEATURES.stream().map(f -> '"' + f + '"').toList())
            + "]";
    assertTrue(text.contains(names), "feature_names");
    assertTrue(text.contains("\"best_iteration\":"), "best_iteration");
  }

  @Test
  void aRankerThatDoesNotShipIsNamed() {
    ConfigException problem =
        assertThrows(
            ConfigException.class, () -> RankerFile.read("zoo:other", new Configuration()));
    assertEquals("rank.model: was zoo:other; allowed: zoo:ranker, or a file", problem.getMessage());
  }

  @Test
  void smoothMotionRanksAboveWhatNobodyWants() {
    Map<String, Scene> scenes = new LinkedHashMap<>();
    scenes.put("pan", Scenes.pan(11, 2.0, 0.5));
    scenes.put("zoom", Scenes.zoom(12, 1.3));
    scenes.put("still", Scenes.still(13));
    scenes.put("flicker", Scenes.flicker(Scenes.still(14), 1, 0.4));
    scenes.put("slides", Scenes.slides(15, 3, FRAMES / 3));
    scenes.put("noise", Scenes.noise(Scenes.still(16), 2, 90));
    scenes.put("cut", Scenes.cut(Scenes.pan(17, 2, 0), FRAMES / 2, Scenes.pan(18, 0, 2)));
    Map<String, Double> scores = scores(scenes);
    for (String good : List.of("pan", "zoom")) {
      for (String bad : List.of("still", "flicker", "slides", "noise", "cut")) {
        assertTrue(scores.get(good) > scores.get(bad), scores.toString());
      }
    }
  }

  private Map<String, Double> scores(Map<String, Scene> scenes) {
    List<Row> clips = new ArrayList<>();
    scenes.forEach((name, scene) -> clips.add(painted(name, scene)));
    MeasureClip measure =
        new MeasureClip(
            MeasureMode.CORRECTED,
            250_000,
            ModelCatalog.shipped().checked("vae-small"),
            null,
            new Storage(new Configuration(), folder.toString()),
            new Guard("measure", new Tally()));
    byte[] model = RankerFile.read(NAME, new Configuration()).bytes();
    Iterator<Row> ranked = new ScoreClips(model).call(measure.call(clips.iterator()));
    Map<String, Double> scores = new LinkedHashMap<>();
    ranked.forEachRemaining(
        row ->
            scores.put(
                row.getString(row.fieldIndex(Tables.CLIP_ID)),
                row.getDouble(row.fieldIndex("score"))));
    return scores;
  }

  private Row painted(String name, Scene scene) {
    Path file = folder.resolve(name + ".mp4");
    VideoPainter.paint(file, PaintSpec.of(320, 180, RATE, FRAMES), scene);
    return TableRow.of(Tables.CLIPS)
        .set(Tables.CLIP_ID, name)
        .set("path", name + ".mp4")
        .set("num_frames", (long) FRAMES)
        .set("fps_num", RATE.numerator())
        .set("fps_den", RATE.denominator())
        .set("cut_start_frame", 0L)
        .build();
  }
}
