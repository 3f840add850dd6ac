package org.clipmill.udfs.focus;

import java.nio.file.Path;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;

/** The model that scores frames against a text, as the settings name it. */
public final class ScorerChoice {
  private static final String NONE = "none";

  private ScorerChoice() {}

  /**
   * Gives the model of the stage keyframes with its files checked; empty if the settings say none.
   *
   * @throws ConfigException as {@link #of(PipelineConfig, String)}
   */
  public static Optional<ModelEntry> of(PipelineConfig config) {
    String id = config.keyframes().scorer();
    return id.equals(NONE) ? Optional.empty() : Optional.of(of(config, id));
  }

  /**
   * Gives a model of the catalogue with its files checked.
   *
   * @throws ConfigException if the catalogue, the model or a file is not as it should be, or the
   *     model does not score frames against texts
   */
  public static ModelEntry of(PipelineConfig config, String id) {
    Path catalog = Path.of(config.measure().modelCatalog());
    ModelEntry entry =
        (ConfigFiles.isShipped(catalog) ? ModelCatalog.shipped() : ModelCatalog.read(catalog))
            .checked(id);
    if (entry.task() != Task.TEXT_SCORER && entry.task() != Task.PAIR_SCORER) {
      throw new ConfigException(
          "Was model " + id + ", a " + entry.task() + "; allowed: a text-scorer or pair-scorer");
    }
    return entry;
  }
}
