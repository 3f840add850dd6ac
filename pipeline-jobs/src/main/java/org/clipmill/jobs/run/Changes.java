package org.clipmill.jobs.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Schemas;

/** How a table differs from its version before. */
final class Changes {
  private Changes() {}

  /**
   * Counts rows added, kept, changed and removed. Empty for tables whose rows do not say what they
   * were computed from, and for a first version.
   */
  static Map<String, Long> between(
      SparkSession spark, Optional<TableFolder> before, TableFolder after) {
    Table table = after.table();
    if (before.isEmpty() || !table.hasColumn(Tables.ROW_RECIPE)) {
      return Map.of();
    }
    Dataset<Row> old = identities(spark, before.get()).withColumnRenamed("recipe", "old");
    Dataset<Row> now = identities(spark, after).withColumnRenamed("recipe", "now");
    Column change =
        when(col("old").isNull(), lit("added"))
            .when(col("now").isNull(), lit("removed"))
            .when(col("now").equalTo(col("old")), lit("kept"))
            .otherwise(lit("changed"));
    Map<String, Long> counts = new TreeMap<>();
    old.join(now, new String[] {table.key()}, "full_outer")
        .groupBy(change.as("change"))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  /** A row that failed and is good after a retry has the same recipe, and yet has changed. */
  private static Dataset<Row> identities(SparkSession spark, TableFolder folder) {
    Column code = col(Tables.ERROR_COLUMN).getField("code");
    Column identity =
        concat_ws(" ", coalesce(col(Tables.ROW_RECIPE), lit("")), coalesce(code, lit("")));
    return spark
        .read()
        .schema(Schemas.of(folder.table()))
        .parquet(folder.rows().toString())
        .select(col(folder.table().key()), identity.as("recipe"));
  }
}
