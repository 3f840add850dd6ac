package org.clipmill.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Schemas;

/**
 * Rows that earlier runs of a stage have computed: those of the newest finished table and those
 * that killed or failed runs have left behind.
 */
final class EarlierRows {
  private final SparkSession spark;
  private final TableStore store;
  private final Table table;
  private final boolean isRetry;
  private final List<TableFolder> unfinished;

  EarlierRows(SparkSession spark, TableStore store, Table table, boolean isRetry) {
    this.spark = spark;
    this.store = store;
    this.table = table;
    this.isRetry = isRetry;
    this.unfinished = store.unfinished(table);
  }

  /** Gives the folders that are not needed once the stage is finished. */
  List<TableFolder> unfinished() {
    return unfinished;
  }

  /**
   * Gives the rows that may be kept if their recipe still holds; empty when there are none. Errors
   * that may pass are left out of what killed runs computed, and everywhere on a retry.
   */
  Optional<Dataset<Row>> rows() {
    if (!table.hasColumn(Tables.ROW_RECIPE)) {
      return Optional.empty();
    }
    Optional<Dataset<Row>> rows =
        store.newest(table).map(folder -> isRetry ? withoutRetriable(read(folder)) : read(folder));
    for (TableFolder folder : unfinished) {
      Dataset<Row> left = withoutRetriable(read(folder));
      rows = Optional.of(rows.map(dataset -> dataset.union(left)).orElse(left));
    }
    return rows;
  }

  private Dataset<Row> read(TableFolder folder) {
    return spark
        .read()
        .schema(Schemas.of(table))
        .option("ignoreCorruptFiles", "true")
        .parquet(folder.rows().toString());
  }

  private static Dataset<Row> withoutRetriable(Dataset<Row> rows) {
    Column error = col(Tables.ERROR_COLUMN);
    return rows.where(error.isNull().or(not(error.getField("retriable"))));
  }
}
