package org.clipmill.jobs.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;

/** The catalogue that the settings name. */
final class Models {
  private Models() {}

  /**
   * Reads the catalogue.
   *
   * @throws ConfigException with all that is wrong with it
   */
  static ModelCatalog catalog(PipelineConfig config) {
    Path file = Path.of(config.measure().modelCatalog());
    return ConfigFiles.isShipped(file) ? ModelCatalog.shipped() : ModelCatalog.read(file);
  }

  /**
   * Gives models by their ids, each once.
   *
   * @throws ConfigException naming every unknown id
   */
  static List<ModelEntry> named(ModelCatalog catalog, Collection<String> ids) {
    List<ModelEntry> models = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String id : ids.stream().distinct().toList()) {
      try {
        models.add(catalog.entry(id));
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return models;
  }
}
