package org.clipmill.core.table;

/** The kinds of values that a column can hold. */
public enum ColumnType {
  STRING("string"),
  LONG("bigint"),
  INT("int"),
  DOUBLE("double"),
  FLOAT_ARRAY("array<float>"),
  LONG_ARRAY("array<bigint>"),
  STRING_ARRAY("array<string>"),
  BINARY("binary"),
  /** What went wrong with the row: {@link Tables#ERROR_FIELDS}. */
  ERROR("struct<code, stage, message, retriable>");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** Gives the type in the words of Spark SQL. */
  public String sql() {
    return sql;
  }
}
