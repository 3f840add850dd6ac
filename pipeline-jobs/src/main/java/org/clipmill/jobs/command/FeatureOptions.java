package org.clipmill.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clipmill.core.config.ConfigException;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of commands that look at the frames of videos. */
final class FeatureOptions {
  @Mixin private Settings settings = new Settings();

  @Parameters(paramLabel = "VIDEO", arity = "1..*", description = "Video files.")
  private List<Path> videos = List.of();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description =
          "Model of the catalog: feature-maps as in LAMV, or one that encodes frames; default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "embed-small")
  private String model = "embed-small";

  /** Gives the videos, which exist. */
  List<Path> videos() {
    List<String> problems =
        videos.stream()
            .filter(video -> !Files.isRegularFile(video))
            .map(
                video ->
                    Files.isDirectory(video)
                        ? "Was the folder " + video + "; expected video files"
                        : "Cannot find the video " + video)
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return videos;
  }

  /** Gives the model, with its file checked. */
  ModelEntry model() {
    ModelCatalog catalog = Models.catalog(settings.site().config());
    ModelEntry entry = catalog.checked(model);
    if (entry.task() != Task.FEATURE_MAPS && !entry.task().encodesFrames()) {
      throw new ConfigException(
          "--model: was %s, a %s; allowed: feature-maps or a model that encodes frames"
              .formatted(model, entry.task()));
    }
    return entry;
  }
}
