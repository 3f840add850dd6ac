package org.clipmill.udfs;

import java.nio.file.Path;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;

/** The models that encode and embed frames, as the settings name them. */
public final class EncoderChoice {
  private static final String NONE = "none";

  /** The embedding is made of what the encoder gives. */
  private static final String POOLED = "vae";

  private EncoderChoice() {}

  /** Tells whether the settings want no encoder. */
  public static boolean isNone(PipelineConfig.Measure settings) {
    return settings.encoder().equals(NONE);
  }

  /** Tells whether the settings want an embedding. */
  public static boolean hasEmbedding(PipelineConfig.Measure settings) {
    return !settings.embedder().equals(POOLED) || !isNone(settings);
  }

  /**
   * Gives the model that embeds whole frames, with its files checked; empty if the embedding is
   * made of what the encoder gives.
   *
   * @throws ConfigException as {@link #of(PipelineConfig.Measure)}
   */
  public static Optional<ModelEntry> embedder(PipelineConfig.Measure settings) {
    return settings.embedder().equals(POOLED)
        ? Optional.empty()
        : Optional.of(of(settings, settings.embedder()));
  }

  /**
   * Gives the model with its file checked; empty if the settings say none.
   *
   * @throws ConfigException if the catalog, the model or its file is not as it should be, or the
   *     model does not encode frames
   */
  public static Optional<ModelEntry> of(PipelineConfig.Measure settings) {
    return isNone(settings) ? Optional.empty() : Optional.of(of(settings, settings.encoder()));
  }

  /**
   * Gives a model of the catalog with its file checked.
   *
   * @param id the model, whatever the settings name
   * @throws ConfigException as {@link #of(PipelineConfig.Measure)}
   */
  public static ModelEntry of(PipelineConfig.Measure settings, String id) {
    Path catalog = Path.of(settings.modelCatalog());
    ModelEntry entry =
        (ConfigFiles.isShipped(catalog) ? ModelCatalog.shipped() : ModelCatalog.read(catalog))
            .checked(id);
    if (!entry.task().encodesFrames()) {
      throw new ConfigException(
          "Was model "
              + id
              + ", a "
              + entry.task()
              + "; allowed: a model that encodes frames, such as a vae-encoder or image-embedder");
    }
    return entry;
  }
}
