package org.clipmill.jobs.run;

import org.apache.hadoop.fs.Path;
import org.clipmill.core.table.Table;

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
