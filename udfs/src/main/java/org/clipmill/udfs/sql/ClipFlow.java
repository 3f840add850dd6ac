package org.clipmill.udfs.sql;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** SQL's {@code clip_flow(path)}: how much in a clip moves. Runs no model. */
public final class ClipFlow implements UDF1<String, Row> {

  /**
   * Gives the numbers, or the error of a bad clip; null for a null path.
   *
   * @throws org.clipmill.core.config.ConfigException if the settings cannot be used
   */
  @Override
  public @Nullable Row call(@Nullable String path) {
    return path == null ? null : TaskClips.ask(ClipQuestion.FLOW, path, null);
  }
}
