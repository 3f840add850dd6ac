package org.clipmill.udfs.metadata;

import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.Tally;

/** A program that reads an HDVG file and says how many rows it has; its heap is bounded. */
final class CountRows {
  private CountRows() {}

  /** Names the file. */
  public static void main(String[] args) {
    Guard guard = new Guard("ingest", new Tally());
    ReadHdvg reader = new ReadHdvg(List.of(args), new Storage(new Configuration(), "/work"), guard);
    long rows = 0;
    long errors = 0;
    for (Iterator<Row> all = reader.call(args[0]); all.hasNext(); rows++) {
      Row row = all.next();
      errors += row.isNullAt(row.fieldIndex("error")) ? 0 : 1;
    }
    System.out.println(rows + " rows, " + errors + " errors");
  }
}
