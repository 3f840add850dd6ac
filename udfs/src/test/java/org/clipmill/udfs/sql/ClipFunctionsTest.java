package org.clipmill.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.table.Tables;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.MeasureClip;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;
import org.clipmill.udfs.Tally;
import org.clipmill.udfs.TinyEncoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipFunctionsTest {
  private static final PaintSpec FORM = PaintSpec.of(160, 90, new FrameRate(30000, 1001), 45);

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Path catalog;
  private static String panning;
  private static String still;
  private static String text;

  @BeforeAll
  static void start() throws IOException {
    panning = folder.resolve("panning clip.mp4").toString();
    VideoPainter.paint(Path.of(panning), FORM, Scenes.pan(1, 2.5, 1));
    still = folder.resolve("still.mp4").toString();
    VideoPainter.paint(Path.of(still), FORM, Scenes.still(2));
    text = Files.writeString(folder.resolve("text.mp4"), "no video").toString();
    catalog = TinyEncoder.writeCatalog(folder);
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "org.clipmill.udfs.ClipmillExtensions")
            .config("spark.clipmill.measure.encoder", TinyEncoder.ID)
            .config("spark.clipmill.measure.model-catalog", catalog.toString())
            .config("spark.clipmill.measure.embedder", "vae")
            .config("spark.hadoop.fs.counting.impl", CountingFileSystem.class.getName())
            .getOrCreate();
    spark
        .createDataset(List.of(panning, still, text), Encoders.STRING())
        .toDF("path")
        .createOrReplaceTempView("clips");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void allFunctionsGiveTheNumbersOfTheStageMeasure() {
    for (String path : List.of(panning, still)) {
      Row table = measuredByTheStage(path);
      for (String function :
          List.of("clip_features", "clip_energy", "clip_flow", "clip_latent_motion")) {
        Row answer = answer(function + "(path)", path);
        assertTrue(answer.isNullAt(answer.fieldIndex("error")));
        int compared = 0;
        for (String column : answer.schema().fieldNames()) {
          if (Tables.FEATURES.hasColumn(column) && !column.equals("error")) {
            assertEquals(value(table, column), value(answer, column), function + ": " + column);
            compared++;
          }
        }
        assertTrue(compared >= 2, function);
      }
    }
  }

  @Test
  void sizeRateAndNumberOfFramesAreThoseOfTheFile() {
    Row answer = answer("clip_features(path)", panning);
    assertEquals(160, value(answer, "width"));
    assertEquals(90, value(answer, "height"));
    assertEquals(30000 / 1001.0, value(answer, "fps"));
    assertEquals(45L, value(answer, "num_frames"));
    assertEquals(6.0, value(answer, "no_frames"));
  }

  @Test
  void oneFieldComesOutOfPlainSql() {
    String sql = "SELECT clip_features(path).mean_velocity FROM clips WHERE path LIKE '%panning%'";
    List<Row> rows = spark.sql(sql).collectAsList();
    assertEquals(measuredByTheStage(panning).getDouble(4), rows.get(0).getDouble(0));
    assertTrue(rows.get(0).getDouble(0) > 1, rows.toString());
  }

  @Test
  void dataFramesUseTheSameNames() {
    List<Row> rows =
        spark
            .table("clips")
            .selectExpr("path", "clip_flow(path) AS flow")
            .where("flow.motion_score > 0.01")
            .selectExpr("path", "flow.motion_score")
            .collectAsList();
    assertEquals(List.of(panning), rows.stream().map(row -> row.getString(0)).toList());
    assertEquals(0, TaskClips.openTasks());
  }

  @Test
  void aBadFileIsAnErrorInItsAnswerAndTheOthersGoOn() {
    List<Row> rows =
        spark
            .sql(
                "SELECT path, f.error.code, f FROM (SELECT path, clip_features(path) f FROM clips)")
            .collectAsList();
    assertEquals(3, rows.size());
    for (Row row : rows) {
      Row answer = row.getStruct(2);
      if (row.getString(0).equals(text)) {
        assertEquals("not_a_video", row.getString(1));
        assertOnlyError(answer);
        String message = answer.getStruct(answer.fieldIndex("error")).getString(1);
        assertTrue(message.startsWith("Cannot ") && message.contains(text), message);
      } else {
        assertNull(row.getString(1));
        assertEquals(200, answer.getList(answer.fieldIndex("embedding")).size());
      }
    }
  }

  @Test
  void whatCannotBeReadIsAnErrorInTheAnswer() {
    assertEquals("not_found", code("/nowhere/a.mp4"));
    assertEquals("not_found", code("counting:///nowhere/a.mp4"));
    assertEquals("unsupported_source", code("nowhere://host/a.mp4"));
    assertEquals("unsupported_source", code(""));
    assertOnlyError(answer("clip_flow(path)", "/nowhere/a.mp4"));
    assertOnlyError(answer("clip_latent_motion(path, 'tiny')", "/nowhere/a.mp4"));
  }

  @Test
  void nullGivesNull() {
    for (String call :
        List.of(
            "clip_features(NULL)",
            "clip_energy(NULL)",
            "clip_flow(NULL)",
            "clip_latent_motion(NULL)",
            "clip_latent_motion(path, NULL)",
            "clip_latent_motion(NULL, 'tiny')")) {
      assertNull(answer(call, panning), call);
    }
  }

  @Test
  void filesAreReadThroughHadoopWhichIsAskedOnceForAClip() {
    Row local = answer("clip_energy(path)", panning);
    assertEquals(local, answer("clip_energy(path)", "file:" + panning));
    CountingFileSystem.OPENED.set(0);
    List<Row> rows =
        spark
            .range(0, 1, 1, 1)
            .selectExpr(
                "explode(array('counting://%s', 'counting://%s')) p".formatted(panning, still))
            .selectExpr("clip_energy(p) AS energy")
            .where("energy.mean_rgb_diff > 20")
            .collectAsList();
    assertEquals(List.of(local), rows.stream().map(row -> row.getStruct(0)).toList());
    assertEquals(2, CountingFileSystem.OPENED.get());
  }

  @Test
  void aModelOfTheCatalogCanBeNamed() {
    assertEquals(
        answer("clip_latent_motion(path)", panning),
        answer("clip_latent_motion(path, 'tiny')", panning));
  }

  @Test
  void anUnknownModelEndsTheQuery() {
    SparkException error =
        assertThrows(
            SparkException.class, () -> answer("clip_latent_motion(path, 'huge')", panning));
    assertTrue(
        String.valueOf(error.getCause().getCause())
            .contains("Was model huge; allowed: embed-small, text-small, tiny"),
        error.toString());
  }

  @Test
  void rowsThatStandInTheQueryAreMeasuredToo() {
    Row planned =
        spark
            .sql("SELECT clip_energy(path) FROM VALUES ('" + still + "') AS clips(path)")
            .collectAsList()
            .get(0)
            .getStruct(0);
    assertEquals(answer("clip_energy(path)", still), planned);
  }

  @Test
  void energyAndFlowNeedNoModel() {
    SqlSettings settings = settings("encoder", "missing");
    ClipQuestion.ENERGY.instruments(settings, null).close();
    ClipQuestion.FLOW.instruments(settings, null).close();
    for (ClipQuestion question : List.of(ClipQuestion.FEATURES, ClipQuestion.LATENT_MOTION)) {
      ConfigException e =
          assertThrows(ConfigException.class, () -> question.instruments(settings, null));
      assertTrue(e.getMessage().contains("Was model missing; allowed: "), e.getMessage());
    }
  }

  @Test
  void withoutAModelTheOtherFeaturesRemain() {
    assertTrue(settings("encoder", "none").modelIfAny().isEmpty());
  }

  @Test
  void settingsAreCheckedLikeThoseOfThePipeline() {
    assertEquals(500_000, settings("sample-period-ms", "500").periodMicros());
    ConfigException unknown =
        assertThrows(ConfigException.class, () -> settings("sample-period", "500"));
    assertTrue(unknown.getMessage().contains("sample-period"), unknown.getMessage());
    ConfigException mode = assertThrows(ConfigException.class, () -> settings("mode", "filtrain"));
    assertTrue(
        mode.getMessage().contains("spark.clipmill.measure.mode: was filtrain; allowed: corrected"),
        mode.getMessage());
  }

  private static SqlSettings settings(String key, String value) {
    return SqlSettings.of(new SparkConf(false).set("spark.clipmill.measure." + key, value));
  }

  private static Row measuredByTheStage(String path) {
    ModelEntry model = ModelCatalog.read(catalog).checked(TinyEncoder.ID);
    Storage storage = new Storage(new Configuration(), folder.toString());
    MeasureClip stage =
        new MeasureClip(
            MeasureMode.CORRECTED,
            250_000,
            model,
            null,
            storage,
            new Guard("measure", new Tally()));
    Row clip = TableRow.of(Tables.CLIPS).set("clip_id", "a.0_0").set("path", path).build();
    Iterator<Row> rows = stage.call(List.of(clip).iterator());
    return rows.next();
  }

  private static Row answer(String call, String path) {
    return spark
        .createDataset(List.of(path), Encoders.STRING())
        .toDF("path")
        .repartition(1)
        .selectExpr(call)
        .collectAsList()
        .get(0)
        .getStruct(0);
  }

  private static String code(String path) {
    Row answer = answer("clip_energy(path)", path);
    return answer.getStruct(answer.fieldIndex("error")).getString(0);
  }

  private static void assertOnlyError(Row answer) {
    StructType type = answer.schema();
    assertEquals("error", type.apply(type.size() - 1).name());
    assertTrue(IntStream.range(0, type.size() - 1).allMatch(answer::isNullAt), answer.toString());
  }

  /** A value of a row, with arrays as lists. */
  private static Object value(Row row, String column) {
    Object value = row.get(row.fieldIndex(column));
    if (value instanceof float[] floats) {
      return IntStream.range(0, floats.length).mapToObj(i -> floats[i]).toList();
    }
    return column.equals("embedding") ? row.getList(row.fieldIndex(column)) : value;
  }
}
