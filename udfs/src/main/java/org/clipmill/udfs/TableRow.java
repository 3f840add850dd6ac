package org.clipmill.udfs;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** A row in the making: every column is null until it is set. */
public final class TableRow {
  private final StructType schema;
  private final @Nullable Object[] values;

  private TableRow(StructType schema) {
    this.schema = schema;
    this.values = new Object[schema.size()];
  }

  /** Starts a row of a table. */
  public static TableRow of(Table table) {
    return new TableRow(Schemas.of(table));
  }

  /**
   * Sets a column.
   *
   * @throws IllegalArgumentException if the table has no such column
   */
  public TableRow set(String column, @Nullable Object value) {
    values[schema.fieldIndex(column)] = value;
    return this;
  }

  /** Takes over all columns that another row has under the same name, but for its error. */
  public TableRow setAllFrom(Row row) {
    for (String column : schema.fieldNames()) {
      if (!column.equals(Tables.ERROR_COLUMN) && contains(row.schema(), column)) {
        set(column, row.get(row.fieldIndex(column)));
      }
    }
    return this;
  }

  /** Says why the clip goes no further. */
  public TableRow dropped(String reason) {
    return set(Tables.DROPPED, reason);
  }

  /** Says what went wrong. */
  public TableRow failed(String stage, ClipException problem) {
    return set(Tables.ERROR_COLUMN, error(stage, problem));
  }

  /** Gives the value of the column {@code error}. */
  public static Row error(String stage, ClipException problem) {
    return RowFactory.create(
        problem.error().code(), stage, problem.getMessage(), problem.error().isRetriable());
  }

  /** Gives the finished row. */
  public Row build() {
    return new GenericRowWithSchema(values, schema);
  }

  private static boolean contains(StructType schema, String column) {
    return schema.getFieldIndex(column).isDefined();
  }
}
