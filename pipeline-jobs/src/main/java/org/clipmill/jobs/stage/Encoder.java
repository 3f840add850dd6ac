package org.clipmill.jobs.stage;

import java.nio.file.Path;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;

/** The model that encodes frames, as the settings name it. */
public final class Encoder {
  private static final String NONE = "none";

  private Encoder() {}

  /** Tells whether the settings want no encoder. */
  public static boolean isNone(PipelineConfig config) {
    return config.measure().encoder().equals(NONE);
  }

  /**
   * Gives the model with its file checked; empty if the settings say none.
   *
   * @throws ConfigException if the catalog, the model or its file is not as it should be
   */
  public static Optional<ModelEntry> of(PipelineConfig config) {
    if (isNone(config)) {
      return Optional.empty();
    }
    Path catalog = Path.of(config.measure().modelCatalog());
    return Optional.of(
        (ConfigFiles.isShipped(catalog) ? ModelCatalog.shipped() : ModelCatalog.read(catalog))
            .checked(config.measure().encoder()));
  }
}
