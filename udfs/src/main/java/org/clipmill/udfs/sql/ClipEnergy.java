package org.clipmill.udfs.sql;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * SQL's {@code clip_energy(path)}: how much the pictures of a clip differ. Computes no flow and
 * runs no model.
 */
public final class ClipEnergy implements UDF1<String, Row> {

  /**
   * Gives the numbers, or the error of a bad clip; null for a null path.
   *
   * @throws org.clipmill.core.config.ConfigException if the settings cannot be used
   */
  @Override
  public @Nullable Row call(@Nullable String path) {
    return path == null ? null : TaskClips.ask(ClipQuestion.ENERGY, path, null);
  }
}
