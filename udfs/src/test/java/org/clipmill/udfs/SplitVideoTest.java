package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.table.Tables;
import org.clipmill.media.BrokenFiles;
import org.clipmill.media.CutSettings;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.VideoProbe;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitVideoTest {
  private static final String RECIPE = "0123456789abcdef";
  private static final StructType WANTED =
      new StructType()
          .add(Tables.CLIP_ID, DataTypes.StringType)
          .add(Tables.VIDEO_ID, DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("span_start_us", DataTypes.LongType)
          .add("span_end_us", DataTypes.LongType)
          .add("fps_num", DataTypes.LongType)
          .add("fps_den", DataTypes.LongType)
          .add("cut_start_frame", DataTypes.LongType)
          .add("cut_end_frame", DataTypes.LongType)
          .add("video_fps_num", DataTypes.LongType)
          .add("video_fps_den", DataTypes.LongType)
          .add(Tables.ROW_RECIPE, DataTypes.StringType);

  @TempDir static Path sources;
  private static Path video;

  @TempDir Path folder;

  @BeforeAll
  static void paint() {
    video = sources.resolve("v.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(64, 48, FrameRate.ofDecimal(25), 50), Scenes.pan(1, 1, 0));
  }

  private static Row clip(String id, String videoId, Path path, long start, Long end) {
    Object[] values = {
      id, videoId, path.toString(), 400_000L, 1_600_000L, 25L, 1L, start, end, 25L, 1L, RECIPE
    };
    return new GenericRowWithSchema(values, WANTED);
  }

  private Map<String, Row> split(Row... clips) throws IOException {
    Storage storage = new Storage(new Configuration(), folder.toString());
    Guard guard = new Guard("split", new Tally());
    SplitVideo split = new SplitVideo(CutSettings.defaults(), 0, storage, guard);
    Map<String, Row> rows = new TreeMap<>();
    for (Iterator<Row> all = split.call(List.of(clips).iterator()); all.hasNext(); ) {
      Row row = all.next();
      assertNull(rows.put(row.getString(0), row));
    }
    assertEquals(clips.length, rows.size());
    assertEquals((long) clips.length, guard.tally().value().get(Tally.ROWS));
    assertDraftsAreGone();
    return rows;
  }

  private void assertDraftsAreGone() throws IOException {
    List<Path> drafts = new ArrayList<>();
    if (Files.exists(folder.resolve("files/drafts"))) {
      try (var files = Files.list(folder.resolve("files/drafts"))) {
        files.forEach(drafts::add);
      }
    }
    assertEquals(List.of(), drafts);
  }

  private static Object value(Row row, String column) {
    return row.get(row.fieldIndex(column));
  }

  private static void assertError(Row row, String code, String message) {
    Row error = row.getStruct(row.fieldIndex("error"));
    assertEquals(code, error.getString(0), error.getString(2));
    assertTrue(error.getString(2).contains(message), error.getString(2));
    assertNull(value(row, "path"));
    assertEquals(RECIPE, value(row, Tables.ROW_RECIPE));
  }

  @Test
  void clipsThatOverlapComeFromOneWayThroughTheirVideo() throws IOException {
    Map<String, Row> rows =
        split(
            clip("a", "v", video, 0, 20L),
            clip("b", "v", video, 10, 25L),
            clip("c", "v", video, 0, null));
    Row b = rows.get("b");
    assertEquals("files/clips/v/b-0123456789ab.mp4", value(b, "path"));
    assertEquals(20L, value(b, "first_frame"));
    assertEquals(35L, value(b, "end_frame"));
    assertEquals(15L, value(b, "num_frames"));
    assertEquals(800_000L, value(b, "start_us"));
    assertEquals(600_000L, value(b, "duration_us"));
    assertEquals(10L, value(b, "cut_start_frame"));
    assertEquals(30L, value(rows.get("c"), "num_frames"));
    Path file = folder.resolve((String) value(b, "path"));
    assertEquals(15, VideoProbe.countFrames(file));
    assertEquals(Files.size(file), value(b, "file_bytes"));
  }

  @Test
  void aClipThatCannotBeCutSpoilsNoOther() throws IOException {
    Map<String, Row> rows =
        split(
            clip("behind", "v", video, 100, 120L),
            clip("good", "v", video, 0, 20L),
            clip("long", "v", video, 0, 60L),
            clip("open", "v", video, 40, null));
    assertNull(value(rows.get("good"), "error"));
    assertError(rows.get("behind"), "bad_cut", "starts at frame 110");
    assertError(rows.get("long"), "bad_cut", "ends at frame 70");
    assertError(rows.get("open"), "bad_cut", "its span ends at frame 40");
  }

  @Test
  void aVideoThatCannotBeOpenedIsAnErrorOfAllItsClipsAndOfNoOthers() throws IOException {
    Path text = sources.resolve("text.mp4");
    BrokenFiles.text(text);
    Map<String, Row> rows =
        split(
            clip("a", "text", text, 0, 20L),
            clip("b", "text", text, 5, 20L),
            clip("c", "v", video, 0, 20L));
    assertError(rows.get("a"), "not_a_video", "Cannot ");
    assertError(rows.get("b"), "not_a_video", "Cannot ");
    assertNull(value(rows.get("c"), "error"));
  }

  @Test
  void aVideoThatIsGoneIsAnErrorOfItsClips() throws IOException {
    Row row = split(clip("a", "v", sources.resolve("gone.mp4"), 0, 20L)).get("a");
    assertError(row, "not_found", "gone.mp4");
  }
}
