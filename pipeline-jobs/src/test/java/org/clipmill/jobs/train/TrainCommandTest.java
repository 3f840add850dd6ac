package org.clipmill.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.recipe.Json;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.run.Accounting;
import org.clipmill.jobs.run.Provenance;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.TableRow;
import org.clipmill.udfs.XgboostRanker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command train, through the command line. */
final class TrainCommandTest {
  private static final int CLIPS = 120;

  @TempDir Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--set", "run.work=" + folder.resolve("work")));
    return Main.run(
        arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void assertRefused(String problem, String... options) {
    assertEquals(Main.BAD_SETTINGS, train(options), err.toString());
    assertEquals(String.join("\n", "Cannot go on:", "  " + problem, ""), err.toString());
  }

  private String model() {
    return folder.resolve("m.json").toString();
  }

  @Test
  void aSmallPaintedTrainingWritesTheSameModelTwice() throws IOException {
    String[] options = {
      "--painted", "24", "--seed", "5", "--set", "measure.encoder=none", "--out", model()
    };
    SparkSession.clearDefaultSession();
    assertEquals(Main.OK, train(options), err.toString());
    byte[] first = Files.readAllBytes(Path.of(model()));
    String report = Files.readString(folder.resolve("m.report.json"));
    assertEquals(Main.OK, train(options), err.toString());
    assertArrayEquals(first, Files.readAllBytes(Path.of(model())));
    assertEquals(report, Files.readString(folder.resolve("m.report.json")));
    XgboostRanker.load(first, "m.json").close();
    JsonNode read = new ObjectMapper().readTree(report);
    assertEquals(24, read.at("/source/painted").asInt());
    assertEquals(24, read.at("/training/clips").asInt());
    assertEquals(12, read.at("/training/positives").asInt());
    assertEquals("none", read.at("/measured/encoder").asText());
    JsonNode accuracy = read.at("/training/parts/test/accuracy");
    assertTrue(accuracy.get("low").asDouble() <= accuracy.get("value").asDouble());
    assertTrue(out.toString().contains("Learned from 24 clips, 12 of them good"), out.toString());
    assertFalse(SparkSession.getDefaultSession().isDefined(), "Spark was started for nothing");
  }

  @Test
  void labelsOfMeasuredClipsAreLearnedFrom() throws IOException {
    writeTables();
    Path labels = folder.resolve("labels.csv");
    StringBuilder text = new StringBuilder("who,label,clip_id\n");
    for (int i = 0; i < CLIPS; i++) {
      text.append("\"me, myself\",").append(isGood(i) ? 1 : 0).append(",v").append(i / 4);
      text.append(".0_").append(i % 4).append('\n');
    }
    Files.writeString(labels, text.toString());
    Path model = folder.resolve("m.ubj");
    assertEquals(
        Main.OK,
        train("--labels", labels.toString(), "--out", model.toString(), "--master", "local[1]"),
        err.toString());
    XgboostRanker.load(Files.readAllBytes(model), "m.ubj").close();
    JsonNode report = new ObjectMapper().readTree(folder.resolve("m.report.json").toFile());
    assertEquals(CLIPS - 1, report.at("/training/clips").asInt());
    assertEquals(1, report.at("/source/left-out-as-measuring-failed").asInt());
    assertTrue(report.at("/training/parts/test/auc/value").asDouble() > 0.9, report.toString());

    Files.writeString(labels, text + "me,1,v0.0_9\nme,0,other.0_0\n");
    assertRefused(
        "--labels: 2 of 122 clips are not in the table features/f, such as other.0_0, v0.0_9",
        "--labels",
        labels.toString(),
        "--out",
        model.toString(),
        "--master",
        "local[1]");
  }

  private static boolean isGood(int clip) {
    return clip * 7 % 10 < 5;
  }

  /** Writes the finished tables that a run up to measure leaves; the last clip has failed. */
  private void writeTables() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    List<Row> clips = new ArrayList<>();
    List<Row> features = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      String id = "v" + i / 4 + ".0_" + i % 4;
      clips.add(
          TableRow.of(Tables.CLIPS)
              .set(Tables.CLIP_ID, id)
              .set(Tables.VIDEO_ID, "v" + i / 4)
              .build());
      TableRow row = TableRow.of(Tables.FEATURES).set(Tables.CLIP_ID, id);
      for (String feature : XgboostRanker.FEATURES) {
        row.set(feature, random.nextDouble() + (isGood(i) ? 0.4 : 0));
      }
      boolean isLast = i == CLIPS - 1;
      features.add(
          isLast
              ? TableRow.of(Tables.FEATURES)
                  .set(Tables.CLIP_ID, id)
                  .failed("measure", new ClipException(ClipError.DECODE_FAILED, "Cannot decode"))
                  .build()
              : row.build());
    }
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      write(spark, Tables.CLIPS, clips);
      write(spark, Tables.FEATURES, features);
    }
  }

  private void write(SparkSession spark, Table table, List<Row> rows) throws IOException {
    Path target = folder.resolve("work").resolve(table.name()).resolve("f");
    spark.createDataFrame(rows, Schemas.of(table)).coalesce(1).write().parquet(target.toString());
    Recipe recipe =
        new Recipe("test", 1, table.name(), new TreeMap<>(), List.of(), new TreeMap<>(), 0);
    Accounting accounting = new Accounting(rows.size(), rows.size(), Map.of(), Map.of());
    Provenance provenance =
        new Provenance(recipe, "f", "2026-01-01T00:00:00Z", 1, accounting, Map.of(), Map.of());
    Files.writeString(target.resolve("_recipe.json"), Json.pretty(provenance));
  }

  @Test
  void neitherAndBothSourcesAreRefused() {
    assertRefused(
        "train: saw neither of --painted and --labels; expected one of them", "--out", model());
    err.getBuffer().setLength(0);
    assertRefused(
        "train: saw both of --painted and --labels; expected one of them",
        "--painted",
        "100",
        "--labels",
        "l.csv",
        "--out",
        model());
  }

  @Test
  void aTargetThatCannotBeWrittenIsRefusedBeforeWork() {
    Path missing = folder.resolve("none");
    assertRefused(
        "--out: no folder " + missing,
        "--painted",
        "100",
        "--out",
        missing.resolve("m.json").toString());
    err.getBuffer().setLength(0);
    String text = folder.resolve("m.txt").toString();
    assertRefused(
        "--out: was " + text + "; allowed: a file that ends with .json or .ubj",
        "--painted",
        "100",
        "--out",
        text);
  }

  @Test
  void allProblemsComeInOneMessage() {
    assertEquals(Main.BAD_SETTINGS, train("--painted", "3", "--out", "m.txt"));
    assertEquals(
        """
        Cannot go on, for these reasons:
          --painted: was 3; allowed: 24 or more
          --out: was m.txt; allowed: a file that ends with .json or .ubj
        """,
        err.toString());
  }

  @Test
  void anEncoderThatIsNotThereIsRefusedBeforePainting() {
    assertEquals(
        Main.BAD_SETTINGS,
        train("--painted", "64", "--out", model(), "--set", "measure.encoder=other"));
    assertTrue(err.toString().contains("Was model other; allowed: "), err.toString());
  }

  @Test
  void labelsThatCannotBeUsedAreRefused() throws IOException {
    Path labels = folder.resolve("l.csv");
    assertLabelsRefused(labels, "--labels: no file " + labels);
    Files.writeString(labels, "");
    assertLabelsRefused(
        labels, labels + ": saw [] in line 1; expected a header with clip_id and label");
    Files.writeString(labels, "clip,label\na,1\n");
    assertLabelsRefused(
        labels, labels + ": saw [clip, label] in line 1; expected a header with clip_id and label");
    Files.writeString(labels, "clip_id,label\n");
    assertLabelsRefused(labels, labels + ": saw no label; expected clips with 1 and clips with 0");
    Files.writeString(labels, "clip_id,label\na,1\nb,1\n");
    assertLabelsRefused(
        labels,
        labels + ": saw 2 clips, all with the label 1; expected clips with 1 and clips with 0");
    Files.writeString(labels, "clip_id,label\na,1\nb,maybe\n");
    assertLabelsRefused(
        labels, labels + ", line 3: was clip \"b\", label \"maybe\"; allowed: an id, and 0 or 1");
    Files.writeString(labels, "clip_id,label\na,1\nb,0\na,0\n");
    assertLabelsRefused(labels, labels + ", line 4: clip a has both labels");
    Files.writeString(labels, "clip_id,label\na,1\nb,0\n");
    assertLabelsRefused(
        labels,
        "--labels: the work folder "
            + folder.resolve("work")
            + " has no finished table clips; first: clipmill run --to measure");
  }

  private void assertLabelsRefused(Path labels, String problem) {
    err.getBuffer().setLength(0);
    assertRefused(problem, "--labels", labels.toString(), "--out", model());
  }
}
