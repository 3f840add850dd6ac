package org.clipmill.udfs.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.clipmill.core.SharedFiles;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadHdvgTest {
  private static final String ONE =
      "{\"v\": {\"url\": \"v.mp4\", \"clip\": {\"v.0.mp4\": {\"span\": [0, 2], \"fps\": 25,"
          + " \"scene_split\": [{\"clip_id\": \"a\", \"scene_cut\": [0, 9], \"caption\": \"x\"}]}}}}";

  @TempDir Path folder;

  private static ReadHdvg reader(List<String> files) {
    return new ReadHdvg(
        files, new Storage(new Configuration(), "/work"), new Guard("ingest", new Tally()));
  }

  private static List<Row> read(Path... files) {
    List<String> names = new ArrayList<>();
    for (Path file : files) {
      names.add(file.toString());
    }
    List<Row> rows = new ArrayList<>();
    names.forEach(name -> reader(names).call(name).forEachRemaining(rows::add));
    return rows;
  }

  private static String codeOf(Row row) {
    Row error = row.getStruct(row.fieldIndex("error"));
    return error == null ? "" : error.getString(0);
  }

  private static String messageOf(Row row) {
    return row.getStruct(row.fieldIndex("error")).getString(2);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void eachFileHasItsOwnPositions() throws IOException {
    Path first = Files.writeString(folder.resolve("a.json"), ONE);
    Path second = Files.writeString(folder.resolve("b.json"), ONE);
    List<Row> rows = read(first, second);
    assertEquals(0L, rows.get(0).getLong(rows.get(0).fieldIndex("position")));
    assertEquals(1L << 40, rows.get(1).getLong(rows.get(1).fieldIndex("position")));
  }

  @Test
  void aGzippedFileIsReadLikeAnyOther() throws IOException {
    List<Row> rows = read(gzip("a.json.gz", ONE));
    assertEquals(1, rows.size());
    assertEquals("", codeOf(rows.get(0)));
    String url = rows.get(0).getString(rows.get(0).fieldIndex("url"));
    assertEquals(folder.resolve("v.mp4").toString(), url);
  }

  @Test
  void aGzippedFileThatBrokeOffIsARow() throws IOException {
    byte[] whole = Files.readAllBytes(gzip("a.json.gz", ONE));
    Path half = folder.resolve("half.json.gz");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    List<Row> rows = read(half);
    assertEquals(1, rows.size());
    assertEquals("bad_metadata", codeOf(rows.get(0)));
    assertTrue(
        messageOf(rows.get(0)).startsWith("Cannot read all of " + half), messageOf(rows.get(0)));
  }

  @Test
  void aTextThatIsNamedGzipIsARow() throws IOException {
    List<Row> rows = read(Files.writeString(folder.resolve("a.json.gz"), ONE));
    assertEquals(1, rows.size());
    assertEquals("bad_metadata", codeOf(rows.get(0)));
  }

  @Test
  void anEmptyFileIsARow() throws IOException {
    Path empty = Files.createFile(folder.resolve("a.json"));
    List<Row> rows = read(empty);
    assertEquals(1, rows.size());
    assertEquals(
        "Cannot read " + empty + ": expected one JSON object of videos", messageOf(rows.get(0)));
  }

  @Test
  void aFileThatIsGoneIsARow() {
    Path gone = folder.resolve("gone.json");
    List<Row> rows = read(gone);
    assertEquals(1, rows.size());
    assertEquals("bad_metadata", codeOf(rows.get(0)));
    assertTrue(messageOf(rows.get(0)).startsWith("Cannot read " + gone), messageOf(rows.get(0)));
  }

  @Test
  void aFileOf100MegabytesIsReadInAHeapOf48() throws Exception {
    Path file = folder.resolve("large.json");
    int videos = writeLarge(file, 100_000_000);
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                CountRows.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process reading = command.start();
    assertTrue(reading.waitFor(60, TimeUnit.SECONDS), "still reading after a minute");
    String log = Files.readString(folder.resolve("log"));
    assertEquals(0, reading.exitValue(), log);
    assertTrue(log.endsWith(4L * videos + " rows, 0 errors\n"), log);
  }

  /** Writes videos of four clips each until the file is large enough; gives their number. */
  private static int writeLarge(Path file, long bytes) throws IOException {
    String caption = "A long caption that says little. ".repeat(60);
    int videos = 0;
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{");
      while (written < bytes) {
        StringBuilder text = new StringBuilder(videos == 0 ? "" : ",");
        text.append(String.format("\"v%d\": {\"clip\": {", videos));
        for (int i = 0; i < 4; i++) {
          text.append(i == 0 ? "" : ",")
              .append(
                  String.format("\"v%d.%d.mp4\": {\"span\": [\"0:0:0\", \"0:0:9\"],", videos, i))
              .append("\"fps\": 25, \"scene_split\": [{\"scene_cut\": [0, -1], \"clip_id\": ")
              .append(String.format("\"v%d.%d_0\", \"caption\": \"%s\"}]}", videos, i, caption));
        }
        text.append("}, \"url\": \"http://h/v.mp4\"}");
        out.append(text);
        written += text.length();
        videos++;
      }
      out.write("}");
    }
    return videos;
  }

  @Test
  void everyClipOfARealFileBecomesARow() {
    Path union = SharedFiles.require("metadata/hdvg/hdvg_union.json");
    List<Row> rows = read(union);
    Set<String> videos = new HashSet<>();
    Set<String> spans = new HashSet<>();
    Map<String, Integer> codes = new TreeMap<>();
    for (Row row : rows) {
      videos.add(row.getString(row.fieldIndex("video_id")));
      spans.add(row.getString(row.fieldIndex("span_id")));
      codes.merge(codeOf(row), 1, Integer::sum);
    }
    assertEquals(200, videos.size());
    assertEquals(6941, spans.size());
    assertEquals(Map.of("", 16_572), codes);
  }
}
