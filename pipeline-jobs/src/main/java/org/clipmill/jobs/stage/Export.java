package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.recipe.Json;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Accounting;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Provenance;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.run.TableFolder;
import org.clipmill.jobs.run.TableStore;
import org.clipmill.udfs.LinkClip;
import org.clipmill.udfs.Schemas;

/**
 * Writes the dataset: one row per training sample, the clip files beside it, every other clip with
 * its reason in {@code errors.parquet}, the funnel in {@code summary.json}, and the recipes of all
 * tables it comes from.
 */
public final class Export implements Stage {
  private static final long MIB = 1 << 20;
  private static final String ERRORS_FILE = "errors.parquet";
  private static final String SUMMARY_FILE = "summary.json";
  private static final String RECIPES_FOLDER = "recipes";

  @Override
  public String name() {
    return "export";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Tables.SELECTION,
        Tables.KEYFRAMES,
        Tables.RANKING,
        Tables.FEATURES,
        Tables.CLIPS,
        Tables.VIDEOS,
        Tables.METADATA);
  }

  @Override
  public Table writes() {
    return Tables.DATASET;
  }

  @Override
  public Record settings(PipelineConfig config) {
    return config.export();
  }

  @Override
  public Map<String, String> writeOptions(PipelineConfig config) {
    Map<String, String> options = new TreeMap<>();
    options.put("parquet.block.size", Long.toString(config.export().rowGroupMib() * MIB));
    options.put("maxRecordsPerFile", Long.toString(config.export().rowsPerFile()));
    return options;
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    String[] byClip = {Tables.CLIP_ID};
    Column seconds = col("duration_us").divide(1e6);
    Dataset<Row> samples =
        inputs
            .kept(Tables.SELECTION)
            .drop(Tables.DROPPED, Tables.ERROR_COLUMN)
            .join(without(inputs.kept(Tables.FEATURES)), byClip)
            .join(without(inputs.kept(Tables.CLIPS)), byClip)
            .join(
                inputs
                    .kept(Tables.METADATA)
                    .select(Tables.CLIP_ID, Tables.SPAN_ID, "url", "caption"),
                byClip)
            .join(
                inputs
                    .kept(Tables.VIDEOS)
                    .select(col(Tables.VIDEO_ID), col("sha256").as("video_sha256")),
                new String[] {Tables.VIDEO_ID})
            .join(
                inputs.kept(Tables.KEYFRAMES).select(Tables.CLIP_ID, "keyframes", "keyframes_us"),
                byClip,
                "left")
            .withColumn("fps", col("fps_num").divide(col("fps_den")))
            .withColumn("seconds", seconds)
            .withColumn("end_us", col("start_us").plus(col("duration_us")));
    LinkClip link =
        new LinkClip(
            inputs.config().export().clipFiles(),
            inputs.output().path().toString(),
            inputs.storage());
    return samples
        .mapPartitions(link, Encoders.row(Schemas.of(Tables.DATASET)))
        .repartition(1)
        .sortWithinPartitions("pick");
  }

  private static Dataset<Row> without(Dataset<Row> rows) {
    return rows.drop(Tables.DROPPED, Tables.ERROR_COLUMN, Tables.ROW_RECIPE);
  }

  @Override
  public void complete(Inputs inputs, TableFolder folder) {
    TableStore store = inputs.site().tables();
    store.nameParts(folder.rows(), "part-%05d.parquet");
    Path draft = folder.file("_errors");
    lost(inputs)
        .repartition(1)
        .sortWithinPartitions("stage", Tables.CLIP_ID, "message")
        .write()
        .mode("overwrite")
        .parquet(draft.toString());
    store.moveOnlyPart(draft, folder.file(ERRORS_FILE));
    List<StageSummary> stages = new ArrayList<>();
    for (Provenance provenance : chain(inputs, store)) {
      stages.add(StageSummary.of(provenance));
      store.writeText(
          new Path(folder.file(RECIPES_FOLDER), provenance.recipe().table() + ".json"),
          Json.pretty(provenance));
    }
    store.writeText(folder.file(SUMMARY_FILE), Json.pretty(stages));
  }

  /** One line of the funnel in {@code summary.json}. */
  private record StageSummary(
      String stage, long in, long kept, Map<String, Long> filtered, Map<String, Long> failed) {
    static StageSummary of(Provenance provenance) {
      Accounting accounting = provenance.accounting();
      return new StageSummary(
          provenance.recipe().stage(),
          accounting.in(),
          accounting.kept(),
          accounting.filtered(),
          accounting.failed());
    }
  }

  @Override
  public void publish(Site site, TableFolder folder) {
    TableStore store = site.tables();
    store.writeText(new Path(folder.path().getParent(), "LATEST"), folder.name() + "\n");
  }

  private List<Provenance> chain(Inputs inputs, TableStore store) {
    List<Provenance> chain = new ArrayList<>();
    for (Stage stage : Stages.all()) {
      if (reads().contains(stage.writes())) {
        chain.add(store.provenance(inputs.folder(stage.writes())));
      }
    }
    return chain;
  }

  /** Every clip that ended before the dataset, with the stage, the reason and the message. */
  private Dataset<Row> lost(Inputs inputs) {
    Dataset<Row> videos =
        inputs
            .all(Tables.METADATA)
            .where(col(Tables.ERROR_COLUMN).isNull())
            .select(Tables.CLIP_ID, Tables.VIDEO_ID, "url");
    Dataset<Row> lost = errors(inputs.all(Tables.METADATA));
    for (Table table : List.of(Tables.CLIPS, Tables.FEATURES, Tables.RANKING, Tables.SELECTION)) {
      Dataset<Row> named =
          inputs
              .all(table)
              .drop(Tables.VIDEO_ID)
              .join(videos, new String[] {Tables.CLIP_ID}, "left");
      lost = lost.union(errors(named));
      if (table.hasColumn(Tables.DROPPED)) {
        lost = lost.union(filtered(named, table));
      }
    }
    return lost;
  }

  private static Dataset<Row> errors(Dataset<Row> rows) {
    Column error = col(Tables.ERROR_COLUMN);
    return rows.where(error.isNotNull())
        .select(
            col(Tables.CLIP_ID),
            col(Tables.VIDEO_ID),
            col("url"),
            error.getField("stage").as("stage"),
            lit("failed").as("outcome"),
            error.getField("code").as("code"),
            error.getField("message").as("message"));
  }

  private static Dataset<Row> filtered(Dataset<Row> rows, Table table) {
    return rows.where(col(Tables.DROPPED).isNotNull())
        .select(
            col(Tables.CLIP_ID),
            col(Tables.VIDEO_ID),
            col("url"),
            lit(stageThatWrites(table)).as("stage"),
            lit("filtered").as("outcome"),
            col(Tables.DROPPED).as("code"),
            lit(null).cast("string").as("message"));
  }

  private static String stageThatWrites(Table table) {
    return Stages.all().stream()
        .filter(stage -> stage.writes().equals(table))
        .map(Stage::name)
        .findFirst()
        .orElseThrow();
  }
}
