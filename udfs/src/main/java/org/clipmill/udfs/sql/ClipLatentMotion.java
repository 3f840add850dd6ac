package org.clipmill.udfs.sql;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;

/**
 * SQL's {@code clip_latent_motion(path)} and {@code clip_latent_motion(path, model)}: how far what
 * an encoder sees moves from frame to frame. Computes no flow.
 */
public final class ClipLatentMotion implements UDF1<String, Row>, UDF2<String, String, Row> {

  /**
   * Gives the numbers by the model of the settings, or the error of a bad clip; null for a null
   * path.
   *
   * @throws org.clipmill.core.config.ConfigException if the settings or the model cannot be used
   */
  @Override
  public @Nullable Row call(@Nullable String path) {
    return path == null ? null : TaskClips.ask(ClipQuestion.LATENT_MOTION, path, null);
  }

  /**
   * Gives the numbers by a model of the catalog, or the error of a bad clip; null for a null path
   * or model.
   *
   * @throws org.clipmill.core.config.ConfigException if there is no such model, or it cannot be
   *     used
   */
  @Override
  public @Nullable Row call(@Nullable String path, @Nullable String modelId) {
    return path == null || modelId == null
        ? null
        : TaskClips.ask(ClipQuestion.LATENT_MOTION, path, modelId);
  }
}
