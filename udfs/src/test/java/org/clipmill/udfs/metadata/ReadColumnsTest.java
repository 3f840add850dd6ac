package org.clipmill.udfs.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Tally;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

final class ReadColumnsTest {
  private static final String FILE = "/data/meta.csv";

  /** Reads one row; names and values take turns. */
  private static Row read(Map<String, String> columns, Object... namesAndValues) {
    StructType schema = new StructType();
    Object[] values = new Object[namesAndValues.length / 2];
    for (int i = 0; i < values.length; i++) {
      Object value = namesAndValues[2 * i + 1];
      DataType type =
          value instanceof Double
              ? DataTypes.DoubleType
              : value instanceof Long ? DataTypes.LongType : DataTypes.StringType;
      schema = schema.add((String) namesAndValues[2 * i], type);
      values[i] = value;
    }
    Guard guard = new Guard("ingest", new Tally());
    return new ReadColumns(FILE, 1000, columns, guard)
        .call(new Tuple2<>(new GenericRowWithSchema(values, schema), 7L));
  }

  private static Object value(Row row, String column) {
    return row.get(row.fieldIndex(column));
  }

  private static String errorOf(Row row) {
    Row error = row.getStruct(row.fieldIndex("error"));
    return error == null ? "" : error.getString(0) + ": " + error.getString(2);
  }

  @Test
  void mappedColumnsAreReadUnderOurNames() {
    Row row =
        read(
            Map.of("clip_id", "id", "url", "link", "caption", "text", "cut_end", "last"),
            "id",
            "c",
            "link",
            "v.mp4",
            "text",
            "two\nlines, and \"more\"",
            "fps",
            25.0,
            "span_start",
            "00:00:01.000",
            "span_end",
            "00:00:09.000",
            "cut_start",
            3L,
            "last",
            30.0,
            "video_id",
            "v",
            "span_id",
            "v.0");
    assertEquals("", errorOf(row));
    assertEquals("c", value(row, "clip_id"));
    assertEquals("/data/v.mp4", value(row, "url"));
    assertEquals("two\nlines, and \"more\"", value(row, "caption"));
    assertEquals(1007L, value(row, "position"));
    assertEquals(3L, value(row, "cut_start_frame"));
    assertEquals(30L, value(row, "cut_end_frame"));
    assertEquals("v.0", value(row, "span_id"));
  }

  @Test
  void startAndEndAloneAreAWholeSpanInSeconds() {
    Row row = read(Map.of(), "clip_id", "c", "url", "http://h/v", "start", "1.5", "end", 4.0);
    assertEquals("", errorOf(row));
    assertEquals(1_500_000L, value(row, "span_start_us"));
    assertEquals(4_000_000L, value(row, "span_end_us"));
    assertEquals(0L, value(row, "cut_start_frame"));
    assertNull(value(row, "cut_end_frame"));
    assertEquals("c", value(row, "span_id"));
  }

  @Test
  void clipsOfOneAddressShareAVideoThatIsNamedAfterIt() {
    Row one = read(Map.of(), "clip_id", "c", "url", "http://h/v", "start", "1", "end", "4");
    Row two = read(Map.of(), "clip_id", "d", "url", "http://h/v", "start", "5", "end", "8");
    Row other = read(Map.of(), "clip_id", "e", "url", "http://h/w", "start", "5", "end", "8");
    assertEquals(value(one, "video_id"), value(two, "video_id"));
    assertEquals(false, value(one, "video_id").equals(value(other, "video_id")));
  }

  @Test
  void aRowThatLacksWhatItNeedsIsARowWithAnError() {
    assertEquals(
        "bad_span: Missing the start of the span",
        errorOf(read(Map.of(), "clip_id", "c", "url", "u")));
    assertEquals(
        "missing_url: Missing the url of the video \"v\"",
        errorOf(
            read(
                Map.of(), "clip_id", "c", "video_id", "v", "url", null, "start", "1", "end", "2")));
    assertEquals(
        "bad_frame_rate: Missing the frame rate of the cut",
        errorOf(
            read(
                Map.of(),
                "clip_id",
                "c",
                "url",
                "u",
                "span_start",
                "1",
                "span_end",
                "2",
                "cut_start",
                "0",
                "cut_end",
                "9")));
  }

  @Test
  void aMappingThatNamesNoColumnOfOursOrOfTheFileIsAProblem() {
    assertEquals(
        List.of(
            "ingest.columns.captoin: unknown column; allowed: clip_id, url, video_id, span_id,"
                + " caption, fps, span_start, span_end, cut_start, cut_end, start, end"),
        ReadColumns.problems(Map.of("captoin", "text", "url", "link")));
    assertEquals(
        List.of(
            "ingest.columns.clip_id: /data/meta.csv has no column \"clip_id\"; it has link, text",
            "ingest.columns.fps: /data/meta.csv has no column \"rate\"; it has link, text"),
        ReadColumns.problems(Map.of("url", "link", "fps", "rate"), FILE, List.of("link", "text")));
  }
}
