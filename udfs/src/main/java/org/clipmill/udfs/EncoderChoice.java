package org.clipmill.udfs;

import java.nio.file.Path;
import java.util.Optional;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;

/** The model that encodes frames, as the settings name it. */
public final class EncoderChoice {
  private static final String NONE = "none";

  private EncoderChoice() {}

  /** Tells whether the settings want no encoder. */
  public static boolean isNone(PipelineConfig.Measure settings) {
    return settings.encoder().equals(NONE);
  }

  /**
   * Gives the model with its file checked; empty if the settings say none.
   *
   * @throws org.clipmill.core.config.ConfigException if the catalog, the model or its file is not
   *     as it should be
   */
  public static Optional<ModelEntry> of(PipelineConfig.Measure settings) {
    return isNone(settings) ? Optional.empty() : Optional.of(of(settings, settings.encoder()));
  }

  /**
   * Gives a model of the catalog with its file checked.
   *
   * @param id the model, whatever the settings name
   * @throws org.clipmill.core.config.ConfigException as {@link #of(PipelineConfig.Measure)}
   */
  public static ModelEntry of(PipelineConfig.Measure settings, String id) {
    Path catalog = Path.of(settings.modelCatalog());
    return (ConfigFiles.isShipped(catalog) ? ModelCatalog.shipped() : ModelCatalog.read(catalog))
        .checked(id);
  }
}
