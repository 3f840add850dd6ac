package org.clipmill.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.jspecify.annotations.Nullable;

/** What a stage gets to describe its rows with. */
public final class Inputs {
  /** Said of a stage that computes all its rows anew. */
  static final long UNKNOWN = -1;

  private static final String PREFERENCE = "preference";
  private static final int HASH_BITS = 256;
  private static final int MAX_TASKS = 20_000;

  private final SparkSession spark;
  private final Site site;
  private final Map<Table, TableFolder> tables;
  private final TableFolder output;
  private final Guard guard;
  private final String rowFingerprint;
  private final Optional<Dataset<Row>> earlierRows;
  private long rowsToCompute = UNKNOWN;

  Inputs(
      SparkSession spark,
      Site site,
      Map<Table, TableFolder> tables,
      TableFolder output,
      Guard guard,
      String rowFingerprint,
      Optional<Dataset<Row>> earlierRows) {
    this.spark = spark;
    this.site = site;
    this.tables = tables;
    this.output = output;
    this.guard = guard;
    this.rowFingerprint = rowFingerprint;
    this.earlierRows = earlierRows;
  }

  /** Gives the Spark session of the run. */
  public SparkSession spark() {
    return spark;
  }

  /** Gives settings and file systems. */
  public Site site() {
    return site;
  }

  /** Gives the settings. */
  public PipelineConfig config() {
    return site.config();
  }

  /** Gives the guard that tasks of this stage work under. */
  public Guard guard() {
    return guard;
  }

  /** Gives the files of the work folder. */
  public Storage storage() {
    return new Storage(site.hadoop(), site.config().run().work());
  }

  /** Gives the folder that is being written. */
  public TableFolder output() {
    return output;
  }

  /** Gives the version of a table that this run reads. */
  public TableFolder folder(Table table) {
    TableFolder folder = tables.get(table);
    if (folder == null) {
      throw new IllegalArgumentException("The stage does not say that it reads " + table.name());
    }
    return folder;
  }

  /** Gives all rows of a table, the bad ones too. */
  public Dataset<Row> all(Table table) {
    return spark.read().schema(Schemas.of(table)).parquet(folder(table).rows().toString());
  }

  /** Gives the rows of a table that go on: not filtered, not failed. */
  public Dataset<Row> kept(Table table) {
    Dataset<Row> rows = all(table);
    for (String column : new String[] {Tables.ERROR_COLUMN, Tables.DROPPED}) {
      if (table.hasColumn(column)) {
        rows = rows.where(col(column).isNull());
      }
    }
    return rows;
  }

  /**
   * Gives the rows of the output when each depends on one input row alone: rows that an earlier run
   * has already computed from the same input and settings are kept, the rest is computed.
   *
   * @param wanted one row per output row, with the key and everything that the work needs and
   *     nothing else: a change of any column computes the row again
   * @param group rows with equal values of these columns reach the work together, in the order of
   *     their keys
   * @param work makes output rows; its input has one more column, {@code row_recipe}
   */
  public Dataset<Row> refresh(
      Dataset<Row> wanted, String[] group, MapPartitionsFunction<Row, Row> work) {
    Table table = output.table();
    Column[] all = Arrays.stream(wanted.columns()).map(name -> col(name)).toArray(Column[]::new);
    Column recipe = sha2(concat(lit(rowFingerprint), to_json(struct(all))), HASH_BITS);
    Dataset<Row> asked = wanted.withColumn(Tables.ROW_RECIPE, recipe);
    Dataset<Row> missing = asked;
    @Nullable Dataset<Row> known = null;
    if (earlierRows.isPresent()) {
      String[] identity = {table.key(), Tables.ROW_RECIPE};
      known =
          earlierRows
              .get()
              .join(asked.select(table.key(), Tables.ROW_RECIPE), identity, "left_semi")
              .withColumn(PREFERENCE, row_number().over(goodFirst(table)))
              .where(col(PREFERENCE).equalTo(1))
              .drop(PREFERENCE);
      missing = asked.join(known.select(table.key(), Tables.ROW_RECIPE), identity, "left_anti");
    }
    rowsToCompute = missing.count();
    Dataset<Row> computed =
        grouped(missing, group, table.key()).mapPartitions(work, Encoders.row(Schemas.of(table)));
    return known == null ? computed : known.select(columnsOf(table)).union(computed);
  }

  /** A row may have been computed more than once: a killed run has left it, or a retry. */
  private static WindowSpec goodFirst(Table table) {
    return Window.partitionBy(table.key()).orderBy(col(Tables.ERROR_COLUMN).isNotNull());
  }

  /** Gives how many rows {@link #refresh} found nothing earlier for, or {@link #UNKNOWN}. */
  long rowsToCompute() {
    return rowsToCompute;
  }

  private Dataset<Row> grouped(Dataset<Row> rows, String[] group, String key) {
    Column[] by = Arrays.stream(group).map(name -> col(name)).toArray(Column[]::new);
    Column[] order = Arrays.copyOf(by, by.length + 1);
    order[by.length] = col(key);
    int rowsPerTask = site.config().run().rowsPerTask();
    long tasks = Math.min(MAX_TASKS, (rowsToCompute + rowsPerTask - 1) / rowsPerTask);
    return rows.repartition(Math.max(1, (int) tasks), by).sortWithinPartitions(order);
  }

  private static Column[] columnsOf(Table table) {
    return table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
