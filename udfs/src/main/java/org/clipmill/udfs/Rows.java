package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.clipmill.core.table.Tables;
import org.jspecify.annotations.Nullable;

/** Iterators over the rows of a partition; each holds no more than it must. */
public final class Rows {
  /** Ids take up to 200 bytes of the 255 of a file name. */
  private static final int RECIPE_DIGITS = 12;

  private Rows() {}

  /**
   * Gives the name of the file that is made for a row: its id and the start of its recipe. A file
   * that other settings or another source would make has another name, so that tables of earlier
   * runs keep theirs.
   */
  public static String versioned(Row row, String id) {
    String recipe = row.getString(row.fieldIndex(Tables.ROW_RECIPE));
    return id + "-" + recipe.substring(0, RECIPE_DIGITS);
  }

  /** Gives each row as the function makes it, one at a time. */
  public static Iterator<Row> mapped(Iterator<Row> rows, Function<Row, Row> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return function.apply(rows.next());
      }
    };
  }

  /** Gives, for each thing, all rows that the function makes of it, when they are asked for. */
  public static <T> Iterator<Row> flattened(
      Iterator<T> things, Function<T, Iterator<Row>> function) {
    return new Iterator<>() {
      private Iterator<Row> ready = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && things.hasNext()) {
          ready = function.apply(things.next());
        }
        return ready.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }
    };
  }

  /** Gives, for each run of rows with one value in a column, the rows that the function makes. */
  public static Iterator<Row> mappedGroups(
      Iterator<Row> rows, String column, Function<List<Row>, List<Row>> function) {
    return mappedParts(new Groups(rows, column)::next, function);
  }

  /** Gives, for so many rows at a time, the rows that the function makes. */
  public static Iterator<Row> mappedBatches(
      Iterator<Row> rows, int size, Function<List<Row>, List<Row>> function) {
    return mappedParts(() -> batch(rows, size), function);
  }

  private static List<Row> batch(Iterator<Row> rows, int size) {
    List<Row> batch = new ArrayList<>();
    while (batch.size() < size && rows.hasNext()) {
      batch.add(rows.next());
    }
    return batch;
  }

  /** Gives the rows that a function makes of parts, until one is empty. */
  private static Iterator<Row> mappedParts(
      Supplier<List<Row>> parts, Function<List<Row>, List<Row>> function) {
    Iterator<List<Row>> full = Stream.generate(parts).takeWhile(part -> !part.isEmpty()).iterator();
    return flattened(full, part -> function.apply(part).iterator());
  }

  /** Runs of rows with one value in a column. */
  private static final class Groups {
    private final Iterator<Row> rows;
    private final String column;
    private @Nullable Row first;

    Groups(Iterator<Row> rows, String column) {
      this.rows = rows;
      this.column = column;
    }

    List<Row> next() {
      List<Row> group = new ArrayList<>();
      if (first == null && !rows.hasNext()) {
        return group;
      }
      Row start = first == null ? rows.next() : first;
      Object name = start.get(start.fieldIndex(column));
      group.add(start);
      first = null;
      while (first == null && rows.hasNext()) {
        Row row = rows.next();
        if (Objects.equals(row.get(row.fieldIndex(column)), name)) {
          group.add(row);
        } else {
          first = row;
        }
      }
      return group;
    }
  }
}
