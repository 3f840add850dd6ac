package org.clipmill.udfs.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Tally;

/** HDVG files in the making, and what is read from them. */
final class HdvgText {
  static final String FILE = "/data/meta.json";
  static final String SPAN = "[\"00:00:01.000\", \"00:00:03.500\"]";

  static List<Row> read(String json) {
    Guard guard = new Guard("ingest", new Tally());
    List<Row> rows = new ArrayList<>();
    try {
      new HdvgReader(
              new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
              FILE,
              new SourceAddress(new Path(FILE)),
              100,
              guard)
          .forEachRemaining(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertEquals(rows.size(), guard.tally().value().getOrDefault(Tally.ROWS, 0L));
    return rows;
  }

  static String video(String id, String url, String spans) {
    return "\"" + id + "\": {\"url\": \"" + url + "\", \"clip\": {" + spans + "}}";
  }

  static String span(String key, String span, String fps, String scenes) {
    return "\""
        + key
        + "\": {\"span\": "
        + span
        + ", \"fps\": "
        + fps
        + ", \"scene_split\": ["
        + scenes
        + "]}";
  }

  static String scene(String id, String cut) {
    return "{\"clip_id\": \"" + id + "\", \"scene_cut\": " + cut + ", \"caption\": \"A cat.\"}";
  }

  /** One clip, all of it good but for what a test changes. */
  static String file(String url, String span, String fps, String clipId, String cut) {
    return "{" + video("v", url, span("v.0.mp4", span, fps, scene(clipId, cut))) + "}";
  }

  static Object value(Row row, String column) {
    return row.get(row.fieldIndex(column));
  }

  static void assertGood(Row row, String clipId) {
    assertNull(value(row, "error"), () -> clipId + ": " + value(row, "error"));
    assertEquals(clipId, value(row, "clip_id"));
  }

  static void assertError(Row row, String code, String message) {
    Row error = row.getStruct(row.fieldIndex("error"));
    assertNotNull(error, () -> "no error in " + row);
    assertEquals(code + ": " + message, error.getString(0) + ": " + error.getString(2));
    assertEquals("ingest", error.getString(1));
    assertNull(value(row, "span_start_us"));
  }

  private HdvgText() {}
}
