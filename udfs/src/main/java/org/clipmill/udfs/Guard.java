package org.clipmill.udfs;

import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipException;

/**
 * The one place where a bad clip becomes a row. Anything but a {@link ClipException} is a fault of
 * the program and flies on.
 *
 * @param stage the stage that runs, for the error
 * @param tally counts rows and errors for the progress line
 */
public record Guard(String stage, Tally tally) implements Serializable {

  /**
   * Gives the row that the work makes, or the fallback with the error in it.
   *
   * @param work makes the good row
   * @param fallback makes the row with the columns that are known without the work
   */
  public Row row(Supplier<Row> work, Supplier<TableRow> fallback) {
    tally.add(Tally.ROWS);
    try {
      return work.get();
    } catch (ClipException problem) {
      return failure(problem, fallback.get());
    }
  }

  /** Gives the row of a clip whose fault is already known. */
  public Row failedRow(ClipException problem, TableRow fallback) {
    tally.add(Tally.ROWS);
    return failure(problem, fallback);
  }

  private Row failure(ClipException problem, TableRow fallback) {
    tally.add(problem.error().code());
    return fallback.failed(stage, problem).build();
  }
}
