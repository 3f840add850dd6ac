package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.fetch.CheckedFetch;
import org.clipmill.core.fetch.HuggingFace;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.stage.Download;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.weights.ModelFetch;
import org.clipmill.udfs.weights.SourceFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the files of models to their places. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Brings the files of models from where the catalogue says to where it wants them.",
      "What is there already stays; what was begun is gone on with; what comes is hashed, and what"
          + " is not the file that the catalogue means is not kept."
    },
    footer = {
      "",
      "Variables: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY; HF_TOKEN for gated models of"
          + " Hugging Face, sent to its server only; HF_ENDPOINT for a mirror of it.",
      "Exit codes: 0 every file is there; 2 one is not, and what to do about it.",
      "",
      "Example: clipmill models fetch clip-b32 dinov2-small",
      "         clipmill models fetch clip-b32 --from /mnt/stick/models"
    })
public final class ModelsFetchCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Models of the catalogue.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description =
          "Take the files from this folder (a path, or hdfs: or s3a:) instead of their sources: from"
              + " FOLDER/ID/NAME or FOLDER/NAME.")
  private @Nullable String from;

  @Option(
      names = "--replace",
      description = "Replace files that have another hash than the catalogue says.")
  private boolean isReplacing;

  @Override
  @SuppressWarnings("try") // the notice is only held
  public Integer call() {
    Site site = settings.site();
    ModelCatalog catalog = Models.catalog(site.config());
    if (ids.isEmpty()) {
      throw new ConfigException(
          "fetch: named no model; allowed: " + String.join(", ", catalog.ids()));
    }
    List<ModelEntry> models = Models.named(catalog, ids);
    PrintWriter out = Output.of(spec);
    FetchLines lines = new FetchLines(out, Pipeline.isTerminal(), System::nanoTime);
    List<String> problems = new ArrayList<>();
    try (AtInterrupt notice = AtInterrupt.say(lines::stopped)) {
      ModelFetch fetch = fetch(site, System.getenv());
      models.forEach(model -> problems.addAll(fetched(model, fetch, lines)));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return Main.OK;
  }

  private static List<String> fetched(ModelEntry model, ModelFetch fetch, FetchLines lines) {
    if (model.ships()) {
      lines.line(model.id() + ": ships with Clipmill, nothing to fetch");
    }
    ModelFetch.Outcome outcome = fetch.fetch(model, lines);
    SeenHashes.lines(outcome).forEach(lines::line);
    return outcome.problems();
  }

  private ModelFetch fetch(Site site, Map<String, String> environment) {
    PipelineConfig config = site.config();
    SourceFolder folder = null;
    if (from != null) {
      String address = from.contains(":/") ? from : absolute(from);
      folder = new SourceFolder(address, site.hadoop());
    }
    return new ModelFetch(
        Download.patience(config.download()),
        HuggingFace.of(environment),
        site.hadoop(),
        isReplacing ? CheckedFetch.Existing.REPLACE : CheckedFetch.Existing.KEEP,
        folder);
  }

  private static String absolute(String folder) {
    Path path = Storage.localPath(folder).toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      throw new ConfigException("--from: was " + folder + ", which is no folder");
    }
    return path.toString();
  }
}
