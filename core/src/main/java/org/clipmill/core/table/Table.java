package org.clipmill.core.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One table of the pipeline: a noun, its key and its columns in order.
 *
 * @param name the folder under the work folder
 * @param row what one row is
 * @param key the column that names a row among the rows without an error
 * @param columns in the order of the file
 */
public record Table(String name, String row, String key, List<Column> columns) {

  /**
   * Checks the declaration.
   *
   * @throws IllegalArgumentException if a column stands twice or the key is none of them
   */
  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("Table " + name + " has two columns " + column.name());
      }
    }
    if (!names.contains(key)) {
      throw new IllegalArgumentException("Table " + name + " has no key column " + key);
    }
  }

  /** Gives the names of the columns in order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** Tells whether the table has a column of this name. */
  public boolean hasColumn(String column) {
    return columnNames().contains(column);
  }
}
