package org.clipmill.udfs.metadata;

import static org.clipmill.udfs.metadata.HdvgText.FILE;
import static org.clipmill.udfs.metadata.HdvgText.SPAN;
import static org.clipmill.udfs.metadata.HdvgText.assertError;
import static org.clipmill.udfs.metadata.HdvgText.assertGood;
import static org.clipmill.udfs.metadata.HdvgText.file;
import static org.clipmill.udfs.metadata.HdvgText.read;
import static org.clipmill.udfs.metadata.HdvgText.scene;
import static org.clipmill.udfs.metadata.HdvgText.span;
import static org.clipmill.udfs.metadata.HdvgText.value;
import static org.clipmill.udfs.metadata.HdvgText.video;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipEntryTest {
  @Test
  void aClipBecomesARowWithAllThatTheFileSays() {
    Row row = read(file("http://h/v.mp4", SPAN, "29.97", "v.0_0", "[10, 40]")).get(0);
    assertGood(row, "v.0_0");
    assertEquals("v", value(row, "video_id"));
    assertEquals("v.0", value(row, "span_id"));
    assertEquals(100L, value(row, "position"));
    assertEquals(FILE, value(row, "source_file"));
    assertEquals("http://h/v.mp4", value(row, "url"));
    assertEquals(1_000_000L, value(row, "span_start_us"));
    assertEquals(3_500_000L, value(row, "span_end_us"));
    assertEquals(30_000L, value(row, "fps_num"));
    assertEquals(1001L, value(row, "fps_den"));
    assertEquals(10L, value(row, "cut_start_frame"));
    assertEquals(40L, value(row, "cut_end_frame"));
    assertEquals("A cat.", value(row, "caption"));
  }

  @Test
  void minusOneIsTheEndOfTheSpan() {
    Row row = read(file("v.mp4", SPAN, "25", "v.0_0", "[0, -1]")).get(0);
    assertGood(row, "v.0_0");
    assertNull(value(row, "cut_end_frame"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"  \"", "null", "7", "[\"u\"]", "{\"u\": 1}"})
  void aMissingUrlIsAnErrorOfItsClips(String url) {
    String field = url.isEmpty() ? "" : "\"url\": " + url + ", ";
    String spans = span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]") + "," + scene("b", "[9, 20]"));
    List<Row> rows = read("{\"v\": {" + field + "\"clip\": {" + spans + "}}}");
    assertEquals(2, rows.size());
    for (Row row : rows) {
      assertError(row, "missing_url", "Missing the url of the video \"v\"");
    }
    assertEquals("b", value(rows.get(1), "clip_id"));
    assertEquals("A cat.", value(rows.get(1), "caption"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "null; Missing the start of the span",
        "\"00:00:01 - 00:00:02\"; Missing the start of the span",
        "[]; Missing the start of the span",
        "[\"0:0:1\"]; Missing the start of the span",
        "[\"0:0:1\", \"0:0:2\", \"0:0:3\"]; Missing the start of the span",
        "[null, \"0:0:2\"]; Missing the start of the span",
        "[\"0:0:1\", {}]; Missing the end of the span",
        "[\"soon\", \"0:0:2\"]; Cannot read the start of the span, \"soon\": expected hh:mm:ss.mmm",
        "[\"0:0:1\", \"0:61:2\"]; Cannot read the time \"0:61:2\": expected hh:mm:ss.mmm",
        "[NaN, \"0:0:2\"]; Cannot read the start of the span, \"NaN\": expected hh:mm:ss.mmm",
        "[1e30, 2e30]; Cannot read the start of the span, \"1.0E30\": expected hh:mm:ss.mmm",
        "[\"0:0:3\", \"0:0:2\"]; Cannot use a span that starts at 3000000 us and ends at 2000000"
            + " us: the end must lie behind the start",
        "[-1, \"0:0:2\"]; Cannot use a span that starts at -1000000 us and ends at 2000000 us: the"
            + " end must lie behind the start",
      })
  void aSpanThatIsNoPairOfTimesIsABadSpan(String span, String message) {
    List<Row> rows = read(file("u", span, "25", "a", "[0, 9]"));
    assertEquals(1, rows.size());
    assertError(rows.get(0), "bad_span", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "null; Missing the end of the cut",
        "[]; Missing the end of the cut",
        "[0]; Missing the end of the cut",
        "[0, 9, 18]; Missing the end of the cut",
        "[0, null]; Missing the end of the cut",
        "[\"x\", 9]; Cannot read the start of the cut, \"x\": expected a frame number",
        "[0, 9.5]; Cannot read the end of the cut, \"9.5\": expected a frame number",
        "[0, 1e99]; Cannot read the end of the cut, \"1.0E99\": expected a frame number",
        "[0, NaN]; Cannot read the end of the cut, \"NaN\": expected a frame number",
        "[9, 9]; Cannot use a cut of frames [9, 9): expected 0 <= start < end <= 1000000000, or -1"
            + " as the end of the span",
        "[9, 3]; Cannot use a cut of frames [9, 3): expected 0 <= start < end <= 1000000000, or -1"
            + " as the end of the span",
        "[-3, 9]; Cannot use a cut of frames [-3, 9): expected 0 <= start < end <= 1000000000, or"
            + " -1 as the end of the span",
        "[0, -2]; Cannot use a cut of frames [0, -2): expected 0 <= start < end <= 1000000000, or"
            + " -1 as the end of the span",
        "[0, 9000000000000000000]; Cannot use a cut of frames [0, 9000000000000000000): expected 0"
            + " <= start < end <= 1000000000, or -1 as the end of the span",
      })
  void aCutThatIsNoPairOfFramesIsABadCut(String cut, String message) {
    List<Row> rows = read(file("u", SPAN, "25", "a", cut));
    assertEquals(1, rows.size());
    assertError(rows.get(0), "bad_cut", message);
  }

  @Test
  void aFrameNumberMayBeWrittenAsADecimalOrATextAndASpanInSeconds() {
    Row row = read(file("u", "[1.5, \"3.25\"]", "\"25\"", "a", "[12.0, \"40\"]")).get(0);
    assertGood(row, "a");
    assertEquals(12L, value(row, "cut_start_frame"));
    assertEquals(40L, value(row, "cut_end_frame"));
    assertEquals(1_500_000L, value(row, "span_start_us"));
    assertEquals(3_250_000L, value(row, "span_end_us"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null| Missing the frame rate of the cut",
        "[25]| Missing the frame rate of the cut",
        "\"fast\"| Cannot use the frame rate \"fast\": expected a number",
        "0| Cannot use the frame rate: Was 0.0; allowed: a frame rate from 0.001 to below 100000",
        "NaN| Cannot use the frame rate: Was NaN; allowed: a frame rate from 0.001 to below 100000",
        "-25| Cannot use the frame rate: Was -25.0; allowed: a frame rate from 0.001 to below"
            + " 100000",
      })
  void aFrameRateThatIsNoneIsAnError(String fps, String message) {
    assertError(read(file("u", SPAN, fps, "a", "[0, 9]")).get(0), "bad_frame_rate", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a/b", "..", "", " ", "x..y", "nul\\u0000", ".a"})
  void anIdThatCouldLeaveItsFolderIsABadId(String id) {
    Row row = read(file("u", SPAN, "25", id, "[0, 9]")).get(0);
    String shown = id.replace("\\u0000", "\0");
    assertError(
        row,
        "bad_id",
        "Cannot use the clip id \""
            + shown
            + "\": allowed are 1 to 200 bytes of letters, digits and _.@=+,~- without '/' and '..'");
    String spans = span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]"));
    Row ofVideo = read("{" + video(id, "u", spans) + "}").get(0);
    assertEquals("bad_id", ofVideo.getStruct(ofVideo.fieldIndex("error")).getString(0));
  }

  @Test
  void aCaptionMayBeMissingOrNullOrAnyText() {
    String scenes =
        "{\"clip_id\": \"a\", \"scene_cut\": [0, 9], \"caption\": null},"
            + "{\"clip_id\": \"b\", \"scene_cut\": [0, 9]},"
            + "{\"clip_id\": \"c\", \"scene_cut\": [0, 9], \"caption\": \"\"},"
            + "{\"clip_id\": \"d\", \"scene_cut\": [0, 9], \"caption\": \"\\\"q\\\",\\n\\u00e9 \\ud83d\\ude00\"}";
    List<Row> rows = read("{" + video("v", "u", span("v.0.mp4", SPAN, "25", scenes)) + "}");
    rows.forEach(row -> assertNull(value(row, "error")));
    assertNull(value(rows.get(0), "caption"));
    assertNull(value(rows.get(1), "caption"));
    assertEquals("", value(rows.get(2), "caption"));
    assertEquals("\"q\",\n\u00e9 \ud83d\ude00", value(rows.get(3), "caption"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/v.mp4, http://h/v.mp4",
    "s3a://b/v.mp4, s3a://b/v.mp4",
    "/abs/v.mp4, /abs/v.mp4",
    "v.mp4, /data/v.mp4",
    "./v.mp4, /data/v.mp4",
    "../v.mp4, /v.mp4",
    "videos/../v.mp4, /data/v.mp4",
    "a/b/../../v.mp4, /data/v.mp4",
    "a b/v#1.mp4, /data/a b/v#1.mp4",
    "a:b.mp4, a:b.mp4",
    "./a:b.mp4, /data/a:b.mp4",
  })
  void aRelativeAddressStartsAtTheFolderOfTheFile(String url, String absolute) {
    assertEquals(absolute, value(read(file(url, SPAN, "25", "a", "[0, 9]")).get(0), "url"));
  }

  @Test
  void aRelativeAddressStaysOnTheStorageOfTheFile() {
    SourceAddress addresses = new SourceAddress(new Path("s3a://bucket/sets/meta.json"));
    assertEquals("s3a://bucket/sets/v.mp4", addresses.absolute("v.mp4"));
    assertEquals("s3a://bucket/v.mp4", addresses.absolute("../v.mp4"));
  }
}
