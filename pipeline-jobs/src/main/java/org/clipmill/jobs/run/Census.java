package org.clipmill.jobs.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.stage.Stage;
import org.clipmill.udfs.Schemas;

/**
 * The rows of a written table, counted by what became of them.
 *
 * @param kept rows that go on
 * @param filtered reason to count
 * @param failed error code to count
 */
record Census(long kept, Map<String, Long> filtered, Map<String, Long> failed) {
  private static final int EXAMPLES_PER_CODE = 3;
  private static final String KEPT = "";
  private static final String FILTERED = "filtered ";
  private static final String FAILED = "failed ";

  /** Counts the rows of a table; groups are as few as there are reasons. */
  static Census of(SparkSession spark, TableFolder folder) {
    Dataset<Row> fates =
        read(spark, folder).select(fate(folder.table()).as("fate")).groupBy("fate").count();
    long kept = 0;
    Map<String, Long> filtered = new TreeMap<>();
    Map<String, Long> failed = new TreeMap<>();
    for (Row row : fates.collectAsList()) {
      String fate = row.getString(0);
      if (fate.equals(KEPT)) {
        kept = row.getLong(1);
      } else if (fate.startsWith(FILTERED)) {
        filtered.put(fate.substring(FILTERED.length()), row.getLong(1));
      } else {
        failed.put(fate.substring(FAILED.length()), row.getLong(1));
      }
    }
    return new Census(kept, filtered, failed);
  }

  /**
   * Gives the accounting of the stage that wrote the table. What came in is what the table before
   * kept, counted on its own; the first stage takes in what it wrote.
   */
  Accounting accounting(Stage stage, Inputs inputs) {
    long written =
        kept
            + filtered.values().stream().mapToLong(Long::longValue).sum()
            + failed.values().stream().mapToLong(Long::longValue).sum();
    long in = stage.rowsIn(inputs).orElse(written);
    return new Accounting(in, kept, filtered, failed);
  }

  /** Gives up to three messages of each error code, {@code code: message}. */
  static List<String> examples(SparkSession spark, TableFolder folder) {
    Column error = col(Tables.ERROR_COLUMN);
    Column code = error.getField("code");
    List<String> examples = new ArrayList<>();
    read(spark, folder)
        .where(error.isNotNull())
        .select(code.as("code"), error.getField("message").as("message"))
        .withColumn("n", row_number().over(Window.partitionBy("code").orderBy("message")))
        .where(col("n").leq(EXAMPLES_PER_CODE))
        .orderBy("code", "n")
        .collectAsList()
        .forEach(row -> examples.add(row.getString(0) + ": " + row.getString(1)));
    return examples;
  }

  private static Dataset<Row> read(SparkSession spark, TableFolder folder) {
    return spark.read().schema(Schemas.of(folder.table())).parquet(folder.rows().toString());
  }

  private static Column fate(Table table) {
    Column failed =
        table.hasColumn(Tables.ERROR_COLUMN)
            ? concat(lit(FAILED), col(Tables.ERROR_COLUMN).getField("code"))
            : lit(null).cast("string");
    Column filtered =
        table.hasColumn(Tables.DROPPED)
            ? concat(lit(FILTERED), col(Tables.DROPPED))
            : lit(null).cast("string");
    return coalesce(failed, filtered, lit(KEPT));
  }
}
