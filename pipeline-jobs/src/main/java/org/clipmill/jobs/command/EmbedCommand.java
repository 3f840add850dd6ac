package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.sample.EmbeddingRows;
import org.clipmill.jobs.sample.EmbeddingRows.Summary;
import org.clipmill.jobs.sample.InputFiles;
import org.clipmill.jobs.sample.InputFiles.InputFile;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.frames.EmbedFrames;
import org.clipmill.udfs.frames.Pictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Embeds images and sampled frames of videos. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description = {
      "Turns images, and frames of videos, into vectors.",
      "Writes embeddings.parquet, one row per image or frame, and embeddings.npz with the arrays"
          + " embedding and image_paths, and frame and time_us where there are videos. Started"
          + " again, it embeds only files that are new or have changed."
    },
    footer = {
      "",
      "Example: clipmill embed --input-dir photos --output-dir vectors",
      "         clipmill embed --input-videos 'videos/*.mp4' --sample-period-ms 1000 --output-dir"
          + " vectors",
      "         clipmill sample --method fps --input vectors/embeddings.npz --k 100 --out picks.json"
    })
public final class EmbedCommand implements Callable<Integer> {
  private static final long MICROS_PER_MILLI = 1000;

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--input-dir",
      paramLabel = "DIR",
      description =
          "Images: a folder, searched to the bottom for .jpg, .jpeg, .png, .bmp and .gif; or a"
              + " pattern. May stand more than once.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--input-videos",
      paramLabel = "GLOB",
      description = "Videos: files, or a pattern. May stand more than once.")
  private List<String> videos = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "An image-embedder or text-scorer of the catalogue; default: ${DEFAULT-VALUE}.")
  private String model = "embed-small";

  @Option(
      names = "--sample-period-ms",
      paramLabel = "N",
      description = "Time between two embedded frames of a video; default: ${DEFAULT-VALUE}.")
  private int periodMillis = 250;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "Where the two files go; made if it is not there.")
  private Path output = Path.of("vectors");

  @Override
  public Integer call() {
    Site site = settings.site();
    List<String> problems = new ArrayList<>();
    List<InputFile> files = inputs(site.hadoop(), problems);
    ModelEntry entry = entry(site, problems);
    if (periodMillis < 1) {
      problems.add("--sample-period-ms: was " + periodMillis + "; allowed: 1 or more");
    }
    OutputFolder.problem("--output-dir", output).ifPresent(problems::add);
    if (!problems.isEmpty() || entry == null) {
      throw new ConfigException(problems);
    }
    EmbedFrames work =
        new EmbedFrames(
            entry,
            periodMillis * MICROS_PER_MILLI,
            new Storage(site.hadoop(), output.toAbsolutePath().toString()));
    String recipe = Fingerprint.of(entry.fingerprint() + " " + periodMillis);
    PrintWriter console = Output.of(spec);
    try (SparkSession spark = Sessions.open(settings.master())) {
      EmbeddingRows rows = new EmbeddingRows(spark, output.toAbsolutePath(), console);
      rows.embed(files, recipe, work);
      report(rows.writeArchive(files, recipe), console);
    }
    return Main.OK;
  }

  private List<InputFile> inputs(Configuration configuration, List<String> problems) {
    List<InputFile> files = new ArrayList<>();
    if (images.isEmpty() && videos.isEmpty()) {
      problems.add("embed: saw neither --input-dir nor --input-videos; expected at least one");
    }
    try {
      files.addAll(InputFiles.find(images, Pictures::isPicture, configuration));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--input-dir: " + problem));
    }
    try {
      files.addAll(InputFiles.find(videos, name -> true, configuration));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--input-videos: " + problem));
    }
    return files;
  }

  private @Nullable ModelEntry entry(Site site, List<String> problems) {
    try {
      ModelCatalog catalog = Models.catalog(site.config());
      ModelEntry entry = catalog.checked(model);
      if (entry.task() != Task.IMAGE_EMBEDDER && entry.task() != Task.TEXT_SCORER) {
        problems.add(
            "--model: was %s, a %s; allowed: an image-embedder or text-scorer"
                .formatted(model, entry.task()));
      }
      return entry;
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--model: " + problem));
      return null;
    }
  }

  private void report(Summary summary, PrintWriter console) {
    console.printf(
        Locale.ROOT,
        "%d vectors of %d numbers from %d files%n",
        summary.vectors(),
        summary.dimension(),
        summary.files());
    summary.examples().forEach(console::println);
    summary
        .failed()
        .forEach((code, count) -> console.printf(Locale.ROOT, "failed: %s %d%n", code, count));
    console.println("Rows    " + output.resolve(EmbeddingRows.PARQUET));
    console.println("Arrays  " + output.resolve(EmbeddingRows.ARCHIVE));
    console.flush();
  }
}
