package org.clipmill.core.table;

/**
 * One column of a table.
 *
 * @param name as it stands in Parquet
 * @param type what it holds; every column may be null
 * @param unit what a number counts, or an empty string
 * @param sentence what it means
 */
public record Column(String name, ColumnType type, String unit, String sentence) {}
