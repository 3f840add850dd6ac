package org.clipmill.udfs.metadata;

import static org.clipmill.udfs.metadata.HdvgText.FILE;
import static org.clipmill.udfs.metadata.HdvgText.SPAN;
import static org.clipmill.udfs.metadata.HdvgText.assertError;
import static org.clipmill.udfs.metadata.HdvgText.assertGood;
import static org.clipmill.udfs.metadata.HdvgText.read;
import static org.clipmill.udfs.metadata.HdvgText.scene;
import static org.clipmill.udfs.metadata.HdvgText.span;
import static org.clipmill.udfs.metadata.HdvgText.value;
import static org.clipmill.udfs.metadata.HdvgText.video;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HdvgReaderTest {
  @Test
  void fieldsMayComeInAnyOrderAndWithOthersBetween() {
    List<Row> rows =
        read(
            """
            {"v": {"title": {"a": [1, {"b": 2}]},
              "clip": {"v.0.mp4": {
                "scene_split": [{"caption": "one", "x": [], "scene_cut": [0, 9], "clip_id": "v.0_0"}],
                "quality": null, "fps": 25, "span": ["0:0:0", "0:0:9"]}},
              "tags": ["x"], "url": "http://h/v.mp4"}}
            """);
    assertEquals(1, rows.size());
    assertGood(rows.get(0), "v.0_0");
    assertEquals("http://h/v.mp4", value(rows.get(0), "url"));
  }

  @Test
  void clipsKeepTheOrderOfTheFile() {
    StringBuilder scenes = new StringBuilder(scene("c0", "[0, 9]"));
    for (int i = 1; i < 50; i++) {
      scenes.append(", ").append(scene("c" + i, "[0, 9]"));
    }
    String json =
        "{"
            + video("v", "u", span("v.0.mp4", SPAN, "25", scenes.toString()))
            + ", "
            + video("w", "u", span("w.0.mp4", SPAN, "25", scene("d", "[0, 9]")))
            + "}";
    List<Row> rows = read(json);
    assertEquals(51, rows.size());
    for (int i = 0; i < 50; i++) {
      assertGood(rows.get(i), "c" + i);
      assertEquals(100L + i, value(rows.get(i), "position"));
    }
    assertGood(rows.get(50), "d");
  }

  @Test
  void aSpanKeyThatStandsTwiceLosesNoClip() {
    String json =
        "{"
            + video(
                "v",
                "u",
                span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]"))
                    + ", "
                    + span("v.0.mp4", SPAN, "25", scene("b", "[9, 20]")))
            + "}";
    List<Row> rows = read(json);
    assertEquals(2, rows.size());
    assertGood(rows.get(0), "a");
    assertGood(rows.get(1), "b");
    assertEquals("v.0", value(rows.get(1), "span_id"));
  }

  @Test
  void aVideoThatStandsTwiceLosesNoClip() {
    String one = span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]"));
    String two = span("v.1.mp4", SPAN, "25", scene("b", "[0, 9]"));
    List<Row> rows = read("{" + video("v", "u", one) + ", " + video("v", "u", two) + "}");
    assertEquals(2, rows.size());
    assertGood(rows.get(1), "b");
  }

  @Test
  void aSceneThatIsNoObjectIsARowWithAnError() {
    List<Row> rows =
        read(
            "{"
                + video(
                    "v",
                    "u",
                    span("v.0.mp4", SPAN, "25", "7, null, \"x\", " + scene("a", "[0, 9]")))
                + "}");
    assertEquals(4, rows.size());
    for (Row row : rows.subList(0, 3)) {
      assertEquals("bad_id", row.getStruct(row.fieldIndex("error")).getString(0));
    }
    assertGood(rows.get(3), "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"text\"", "[1, [2]]"})
  void aVideoThatIsNoObjectIsARowAndTheRestGoesOn(String value) {
    String good = video("w", "u", span("w.0.mp4", SPAN, "25", scene("a", "[0, 9]")));
    List<Row> rows = read("{\"v\": " + value + ", " + good + "}");
    assertEquals(2, rows.size());
    assertError(rows.get(0), "bad_metadata", "Cannot read the video \"v\": expected an object");
    assertEquals("v", value(rows.get(0), "video_id"));
    assertGood(rows.get(1), "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"url\": \"u\"}", "{\"clip\": {}}", "{\"clip\": [1]}", "{\"clip\": null}"})
  void aVideoWithoutSpansIsARow(String video) {
    List<Row> rows = read("{\"v\": " + video + "}");
    assertEquals(1, rows.size());
    assertError(
        rows.get(0), "bad_metadata", "Cannot find spans of the video \"v\": expected \"clip\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "7", "null", "{\"scene_split\": []}", "{\"scene_split\": {\"a\": 1}}"})
  void aSpanWithoutClipsIsARow(String span) {
    List<Row> rows = read("{\"v\": {\"url\": \"u\", \"clip\": {\"v.0.mp4\": " + span + "}}}");
    assertEquals(1, rows.size());
    assertError(
        rows.get(0),
        "bad_metadata",
        "Cannot find clips of the span \"v.0.mp4\": expected \"scene_split\"");
  }

  @Test
  void anEmptyObjectHasNoRows() {
    assertEquals(List.of(), read("{}"));
    assertEquals(List.of(), read("\ufeff { } \n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "[]", "[{\"v\": {}}]", "7", "\"text\"", "null"})
  void aFileThatIsNoObjectIsOneRow(String json) {
    List<Row> rows = read(json);
    assertEquals(1, rows.size());
    assertError(
        rows.get(0),
        "bad_metadata",
        "Cannot read /data/meta.json: expected one JSON object of videos");
    assertEquals(100L, value(rows.get(0), "position"));
    assertEquals(FILE, value(rows.get(0), "source_file"));
  }

  @Test
  void afterBrokenJsonTheRestIsOneRow() {
    String good = video("v", "u", span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]")));
    String more = video("w", "u", span("w.0.mp4", SPAN, "25", scene("b", "[0, 9]")));
    List<Row> rows = read("{" + good + ",\n \"x\": {url: 3}, " + more + "}");
    assertEquals(2, rows.size());
    assertGood(rows.get(0), "a");
    assertError(
        rows.get(1),
        "bad_metadata",
        "Cannot read all of /data/meta.json, line 2: Unexpected character ('u' (code 117)): was"
            + " expecting double-quote to start field name");
  }

  @Test
  void aFileThatEndsInTheMiddleKeepsWhatIsWhole() {
    String good = video("v", "u", span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]")));
    String json = "{" + good + ",\n" + good.replace("v", "w");
    for (int end = json.indexOf('\n') + 1; end <= json.length(); end++) {
      List<Row> rows = read(json.substring(0, end));
      int last = rows.size() - 1;
      assertGood(rows.get(0), "a");
      Row error = rows.get(last).getStruct(rows.get(last).fieldIndex("error"));
      assertEquals("bad_metadata", error.getString(0));
      assertTrue(
          error.getString(2).startsWith("Cannot read all of /data/meta.json, line 2: "),
          error.getString(2));
    }
  }

  @Test
  void aSecondObjectBehindTheFirstIsNotPassedOverInSilence() {
    String good = "{" + video("v", "u", span("v.0.mp4", SPAN, "25", scene("a", "[0, 9]"))) + "}";
    List<Row> rows = read(good + "\n" + good + "\n");
    assertEquals(2, rows.size());
    assertGood(rows.get(0), "a");
    assertError(
        rows.get(1),
        "bad_metadata",
        "Cannot read all of /data/meta.json, line 2: expected one JSON object");
    assertEquals(2, read(good + "}").size());
  }

  @Test
  void nestingWithoutEndIsAnErrorOfTheFile() {
    List<Row> rows = read("{\"v\": {\"url\": \"u\", \"clip\": {\"s\": " + "[".repeat(100_000));
    assertEquals(1, rows.size());
    assertEquals(
        "bad_metadata", rows.get(0).getStruct(rows.get(0).fieldIndex("error")).getString(0));
  }
}
