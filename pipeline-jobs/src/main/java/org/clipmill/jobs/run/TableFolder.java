package org.clipmill.jobs.run;

import org.apache.hadoop.fs.Path;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;

/**
 * One version of a table on storage.
 *
 * @param table the noun
 * @param name the fingerprint of the recipe, with the attempt
 * @param path the folder
 */
public record TableFolder(Table table, String name, Path path) {
  /** Its presence says that the folder is whole. */
  static final String RECIPE = "_recipe.json";

  /**
   * Gives the folder of the Parquet parts. The dataset has other files beside its rows, which
   * readers of a whole folder would stumble over: its rows lie one folder down.
   */
  public Path rows() {
    return table.equals(Tables.DATASET) ? file("samples") : path;
  }

  /** Gives how recipes of other tables name this one. */
  public String reference() {
    return table.name() + "/" + name;
  }

  /** Gives a file of the folder. */
  public Path file(String fileName) {
    return new Path(path, fileName);
  }

  Path recipe() {
    return file(RECIPE);
  }
}
