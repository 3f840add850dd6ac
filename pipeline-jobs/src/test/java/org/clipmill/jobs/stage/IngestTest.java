package org.clipmill.jobs.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.LocalPipeline;
import org.clipmill.jobs.LocalPipeline.Run;
import org.clipmill.jobs.run.Accounting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestTest {
  private static LocalPipeline pipeline;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    pipeline = new LocalPipeline();
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Run ingest(String inputs, String columns) throws IOException {
    Path settings =
        write(
            "settings.yaml",
            "run: {work: work, max-error-share: 1}\ningest:\n  inputs: %s\n  columns: %s\n"
                .formatted(inputs, columns));
    return pipeline.runTo("ingest", settings);
  }

  private static List<Row> rows(Run run) {
    return pipeline.rows(run.stage("ingest").folder()).orderBy("position").collectAsList();
  }

  /** Gives clip id and error code of each row, in order. */
  private static List<String> fates(Run run) {
    return rows(run).stream().map(row -> row.getAs("clip_id") + " " + codeOf(row)).toList();
  }

  private static String codeOf(Row row) {
    Row error = row.getAs("error");
    return error == null ? "good" : error.getString(0);
  }

  private static String hdvg(String video, String url, String... clips) {
    StringBuilder scenes = new StringBuilder();
    for (String clip : clips) {
      scenes
          .append(scenes.isEmpty() ? "" : ", ")
          .append("{\"clip_id\": \"" + clip + "\", \"scene_cut\": [0, -1], \"caption\": \"x\"}");
    }
    return "\"%s\": {\"url\": \"%s\", \"clip\": {\"%s.0.mp4\": {\"span\": [0, 2], \"fps\": 25, \"scene_split\": [%s]}}}"
        .formatted(video, url, video, scenes);
  }

  @Test
  void theFirstClipOfAnIdIsGoodAndLaterOnesAreRowsWithAnError() throws IOException {
    write("a.json", "{" + hdvg("v", "v.mp4", "c1", "c1", "c2") + "}");
    write("b.json", "{" + hdvg("w", "w.mp4", "c2", "c3") + "}");
    Run run = ingest("[b.json, a.json]", "{}");
    assertEquals(
        List.of("c2 good", "c3 good", "c1 good", "c1 duplicate_id", "c2 duplicate_id"), fates(run));
    Row error = rows(run).get(4).getAs("error");
    assertEquals(
        "Cannot use the clip id \"c2\": an earlier clip has it, in " + folder + "/b.json",
        error.getString(2));
    assertEquals("ingest", error.getString(1));
    Accounting accounting = run.stage("ingest").provenance().accounting();
    assertEquals(5, accounting.in());
    assertEquals(Map.of("duplicate_id", 2L), accounting.failed());
  }

  @Test
  void aVideoThatHasTwoAddressesKeepsTheFirst() throws IOException {
    write(
        "a.json", "{" + hdvg("v", "one.mp4", "c1") + ", " + hdvg("v", "two.mp4", "c2", "c1") + "}");
    Run run = ingest("a.json", "{}");
    assertEquals(List.of("c1 good", "c2 conflicting_url", "c1 conflicting_url"), fates(run));
    Row error = rows(run).get(1).getAs("error");
    assertEquals(
        "Cannot use the url "
            + folder
            + "/two.mp4: an earlier clip has the same video at "
            + folder
            + "/one.mp4",
        error.getString(2));
  }

  @Test
  void aBrokenRowTakesNoIdFromAGoodOne() throws IOException {
    String bad = hdvg("v", "v.mp4", "c1").replace("[0, -1]", "[9, 3]");
    write("a.json", "{" + bad + ", " + hdvg("w", "w.mp4", "c1") + "}");
    assertEquals(List.of("c1 bad_cut", "c1 good"), fates(ingest("a.json", "{}")));
  }

  @Test
  void foldersAndPatternsAreSpreadOutInOrderOfTheirNames() throws IOException {
    write("in/b.json", "{" + hdvg("b", "b.mp4", "cb") + "}");
    write("in/a.json", "{" + hdvg("a", "a.mp4", "ca") + "}");
    write("in/_hidden.json", "{" + hdvg("h", "h.mp4", "ch") + "}");
    write("more1.json", "{" + hdvg("m", "m.mp4", "cm") + "}");
    Run run = ingest("[in, 'more*.json', in/a.json]", "{}");
    assertEquals(List.of("ca good", "cb good", "cm good"), fates(run));
    assertEquals(folder + "/in/a.mp4", rows(run).get(0).getAs("url"));
  }

  @Test
  void filesThatMovedHaveNewAddresses() throws IOException {
    String same = "{" + hdvg("v", "v.mp4", "c1") + "}";
    write("one/meta.json", same);
    write("two/meta.json", same);
    Run one = ingest("one/meta.json", "{}");
    Run two = ingest("two/meta.json", "{}");
    assertNotEquals(one.stage("ingest").folder().name(), two.stage("ingest").folder().name());
    assertEquals(folder + "/two/v.mp4", rows(two).get(0).getAs("url"));
    assertTrue(ingest("one/meta.json", "{}").stage("ingest").isUnchanged());
  }

  @Test
  void aTableOfTextIsReadWithItsQuotesAndLineBreaks() throws IOException {
    write(
        "meta.csv",
        "\ufeffid,link,text,start,end\n"
            + "c1,v.mp4,\"two\nlines, and \"\"quotes\"\"\",0.5,2.5\n"
            + "c2,v.mp4,,3,4.25\n"
            + "c3,,no address,1,2\n"
            + "../c4,v.mp4,bad id,1,2\n"
            + "c5,v.mp4,reversed,2,1\n"
            + "c6,v.mp4,short line\n");
    Run run = ingest("meta.csv", "{clip_id: id, url: link, caption: text}");
    assertEquals(
        List.of("c1 good", "c2 good", "c3 bad_id", "../c4 bad_id", "c5 bad_span", "c6 bad_span"),
        fates(run));
    List<Row> rows = rows(run);
    assertEquals("two\nlines, and \"quotes\"", rows.get(0).getAs("caption"));
    assertEquals(500_000L, rows.get(0).<Long>getAs("span_start_us"));
    assertEquals(folder + "/v.mp4", rows.get(0).getAs("url"));
    assertNull(rows.get(1).getAs("caption"));
    assertEquals(rows.get(0).<String>getAs("video_id"), rows.get(1).getAs("video_id"));
  }

  @Test
  void aParquetFileIsReadUnderItsOwnNames() throws IOException {
    pipeline
        .spark()
        .sql(
            "select * from values ('c1', 'v', 'http://h/v.mp4', 25.0D, 1.5D, 4.0D, 10.0D, 30.0D),"
                + " ('c2', 'v', 'http://h/v.mp4', 25.0D, 1.5D, 4.0D, 30.0D, -1.0D)"
                + " as t(clip, video, url, rate, a, b, first, last)")
        .coalesce(1)
        .write()
        .parquet(folder + "/meta.parquet");
    Run run =
        ingest(
            "meta.parquet",
            "{clip_id: clip, video_id: video, fps: rate, span_start: a, span_end: b, cut_start:"
                + " first, cut_end: last}");
    assertEquals(List.of("c1 good", "c2 good"), fates(run));
    assertEquals(30L, rows(run).get(0).<Long>getAs("cut_end_frame"));
    assertNull(rows(run).get(1).getAs("cut_end_frame"));
  }

  @Test
  void aColumnThatAFileDoesNotHaveIsNamed() throws IOException {
    Path file = write("meta.csv", "clip_id,link\nc1,v.mp4\n");
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> ingest("meta.csv", "{caption: text}"));
    assertEquals(
        List.of(
            "ingest.columns.caption: " + file + " has no column \"text\"; it has clip_id, link",
            "ingest.columns.url: " + file + " has no column \"url\"; it has clip_id, link"),
        refusal.problems());
  }

  @Test
  void everyClipOfARealFileIsKeptOrHasItsError() throws IOException {
    Path union = SharedFiles.require("metadata/hdvg/hdvg_union.json");
    Run run = ingest("[" + union + "]", "{}");
    Map<String, Long> codes = new TreeMap<>();
    rows(run).forEach(row -> codes.merge(codeOf(row), 1L, Long::sum));
    // 265 clips stand in the file twice, word for word.
    assertEquals(Map.of("good", 16_307L, "duplicate_id", 265L), codes);
    assertEquals(16_572, run.stage("ingest").provenance().accounting().in());
    long videos = rows(run).stream().map(row -> row.<String>getAs("video_id")).distinct().count();
    assertEquals(200, videos);
  }
}
