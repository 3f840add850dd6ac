package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.config.PipelineConfig.MetadataFormat;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.metadata.ReadColumns;
import org.clipmill.udfs.metadata.ReadHdvg;

/** Reads the metadata: every clip of every file becomes a row, good or bad. */
public final class Ingest implements Stage {
  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public Table writes() {
    return Tables.METADATA;
  }

  /** What changes the rows, besides the files. */
  private record Output(MetadataFormat format, Map<String, String> columns) {}

  @Override
  public Record settings(PipelineConfig config) {
    return new Output(config.ingest().format(), config.ingest().columns());
  }

  @Override
  public List<String> sources(Site site) {
    return MetadataFiles.contents(site);
  }

  @Override
  public List<String> problems(Site site) {
    List<String> problems = new ArrayList<>(MetadataFiles.problems(site));
    problems.addAll(ReadColumns.problems(site.config().ingest().columns()));
    return problems;
  }

  @Override
  public OptionalLong rowsIn(Inputs inputs) {
    return OptionalLong.empty();
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    List<String> files = MetadataFiles.of(inputs.site());
    List<String> hdvg =
        files.stream().filter(file -> format(inputs, file) == MetadataFormat.HDVG).toList();
    Dataset<Row> rows =
        inputs
            .spark()
            .createDataset(hdvg, Encoders.STRING())
            .repartition(Math.max(1, hdvg.size()))
            .flatMap(
                new ReadHdvg(files, inputs.storage(), inputs.guard()),
                Encoders.row(Schemas.of(Tables.METADATA)));
    for (int i = 0; i < files.size(); i++) {
      if (format(inputs, files.get(i)) != MetadataFormat.HDVG) {
        rows = rows.union(columns(inputs, files.get(i), i));
      }
    }
    return withRepeatedIdsMarked(rows);
  }

  private static MetadataFormat format(Inputs inputs, String file) {
    return MetadataFiles.formatOf(inputs.config().ingest(), file);
  }

  private Dataset<Row> columns(Inputs inputs, String file, int number) {
    Dataset<Row> raw =
        format(inputs, file) == MetadataFormat.PARQUET
            ? inputs.spark().read().parquet(file)
            : inputs
                .spark()
                .read()
                .option("header", "true")
                .option("multiLine", "true")
                .option("escape", "\"")
                .option("sep", file.endsWith(".tsv") ? "\t" : ",")
                .csv(file);
    Map<String, String> names = inputs.config().ingest().columns();
    List<String> problems = ReadColumns.problems(names, file, Arrays.asList(raw.columns()));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    ReadColumns reader =
        new ReadColumns(file, number * ReadHdvg.POSITIONS_PER_FILE, names, inputs.guard());
    JavaRDD<Row> rows = raw.javaRDD().zipWithIndex().map(reader);
    return inputs.spark().createDataFrame(rows, Schemas.of(Tables.METADATA));
  }

  /** The first row with an id is good; the others, and videos with two addresses, are errors. */
  private Dataset<Row> withRepeatedIdsMarked(Dataset<Row> rows) {
    Column isGood = col(Tables.ERROR_COLUMN).isNull();
    WindowSpec sameVideo =
        Window.partitionBy(isGood, col(Tables.VIDEO_ID)).orderBy(Tables.POSITION);
    WindowSpec sameClip = Window.partitionBy(isGood, col(Tables.CLIP_ID)).orderBy(Tables.POSITION);
    Column firstUrl = first("url").over(sameVideo);
    Column conflict =
        error(
            ClipError.CONFLICTING_URL,
            concat(
                lit("Cannot use the url "),
                col("url"),
                lit(": an earlier clip has the same video at "),
                firstUrl));
    Column repeated =
        error(
            ClipError.DUPLICATE_ID,
            concat(
                lit("Cannot use the clip id \""),
                col(Tables.CLIP_ID),
                lit("\": an earlier clip has it, in "),
                first("source_file").over(sameClip)));
    return rows.withColumn(
            Tables.ERROR_COLUMN,
            coalesce(col(Tables.ERROR_COLUMN), when(col("url").notEqual(firstUrl), conflict)))
        .withColumn(
            Tables.ERROR_COLUMN,
            coalesce(col(Tables.ERROR_COLUMN), when(row_number().over(sameClip).gt(1), repeated)));
  }

  private Column error(ClipError kind, Column message) {
    return struct(
        lit(kind.code()).as("code"),
        lit(name()).as("stage"),
        message.as("message"),
        lit(kind.isRetriable()).as("retriable"));
  }
}
