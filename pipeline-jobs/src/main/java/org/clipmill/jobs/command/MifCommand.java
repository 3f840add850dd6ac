package org.clipmill.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.mif.Labels;
import org.clipmill.core.mif.MifRow;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.mif.CategoryFolders;
import org.clipmill.jobs.mif.LogitsFile;
import org.clipmill.jobs.mif.MifJob;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.run.Site;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.mif.ClassifyVideos;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds most informative frames. */
@Command(
    name = "mif",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Finds the frame of each video on which a classifier is surest of the video's category; of"
          + " equal ones the first.",
      "Writes mifs.csv as the original does; from videos also mifs.parquet, in which what cannot be"
          + " used is a row with an error."
    },
    footer = {
      "",
      "Example: clipmill mif --input-root videos --labels category_momentsv1.txt"
          + " --model moments-resnet50 --output-dir mifs",
      "         clipmill mif --logits logits.npz --labels labels.txt --output-dir mifs"
    })
public final class MifCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"--input-root", "--input_root"},
      paramLabel = "DIR",
      description = "A folder of .mp4 files for each category, named as the label.")
  private @Nullable Path root;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The classes in the order of the classifier, one a line; default: the model's.")
  private @Nullable Path labelFile;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "A classifier of the catalogue; default: ${DEFAULT-VALUE}.")
  private String model = "moments-resnet50";

  @Option(
      names = {"--all-classes", "--all_classes"},
      description = "Also writes all_classes.parquet: every frame and class, with its index.")
  private boolean hasAllClasses;

  @Option(
      names = "--logits",
      paramLabel = "FILE",
      description =
          "Ready logits instead of videos and model: an .npz with an array category/file of frames"
              + " by classes for each video.")
  private @Nullable Path logits;

  @Option(
      names = {"--output-dir", "--output_dir"},
      paramLabel = "DIR",
      required = true,
      description = "Where the files go; made if it is not there.")
  private Path output = Path.of("mif");

  @Mixin private Settings settings = new Settings();

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    if ((root == null) == (logits == null)) {
      problems.add(
          "mif: saw %s of --input-root and --logits; expected one of them"
              .formatted(root == null ? "neither" : "both"));
    }
    if (logits != null && labelFile == null) {
      problems.add("--labels: is needed with --logits");
    }
    if (logits != null && hasAllClasses) {
      problems.add("--all-classes: is for videos, --logits hold every frame and class already");
    }
    failIfAny(problems);
    return logits != null && labelFile != null
        ? fromLogits(logits, labels(labelFile))
        : fromVideos(Objects.requireNonNull(root));
  }

  private static void failIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static Labels labels(Path file) {
    try {
      Labels labels = Labels.ofLines(Files.readString(file));
      if (labels.names().isEmpty()) {
        throw new ConfigException("--labels: " + file + " is empty");
      }
      return labels;
    } catch (NoSuchFileException e) {
      throw new ConfigException("--labels: no file " + file);
    } catch (IOException e) {
      throw new ConfigException("--labels: cannot read " + file + ": " + e);
    }
  }

  private int fromLogits(Path file, Labels labels) {
    List<MifRow> rows = LogitsFile.read(file, labels);
    writeTable(rows);
    report(rows.size(), Map.of());
    return Main.OK;
  }

  private int fromVideos(Path folder) {
    Site site = settings.site();
    List<CategoryFolders.Video> videos = CategoryFolders.find(folder);
    ModelEntry entry = Models.catalog(site.config()).checked(model);
    if (entry.task() != Task.CLASSIFIER) {
      throw new ConfigException(
          "--model: was " + model + ", a " + entry.task() + "; allowed: a classifier");
    }
    Labels labels = labelsOf(entry);
    checkCategories(videos, labels);
    OutputFolder.make("--output-dir", output);
    ClassifyVideos.Detail detail =
        hasAllClasses ? ClassifyVideos.Detail.ALL_CLASSES : ClassifyVideos.Detail.MOST_INFORMATIVE;
    Storage storage = new Storage(site.hadoop(), output.toAbsolutePath().toString());
    MifJob.Outcome outcome;
    try (SparkSession spark = Sessions.open(settings.master())) {
      outcome =
          new MifJob(spark, output.toAbsolutePath())
              .run(videos, labels, new ClassifyVideos(entry, detail, storage));
    }
    writeTable(outcome.found());
    report(videos.size(), outcome.failed());
    if (outcome.found().isEmpty()) {
      throw new NothingKeptException(
          "No video was classified:", String.join("\n", outcome.failed().values()));
    }
    return Main.OK;
  }

  /** Gives the labels of the file, as many as the model has, or those of the model itself. */
  private Labels labelsOf(ModelEntry entry) {
    List<String> own;
    try (FrameClassifier classifier = ModelCache.ofJvm().classifier(entry)) {
      own = classifier.labels();
    }
    if (labelFile == null) {
      return new Labels(own);
    }
    Labels given = labels(labelFile);
    if (given.names().size() != own.size()) {
      throw new ConfigException(
          "--labels: saw %d labels in %s; expected %d as model %s has"
              .formatted(given.names().size(), labelFile, own.size(), model));
    }
    return given;
  }

  private static void checkCategories(List<CategoryFolders.Video> videos, Labels labels) {
    TreeSet<String> unknown = new TreeSet<>();
    for (CategoryFolders.Video video : videos) {
      if (labels.find(video.category()).isEmpty()) {
        unknown.add(video.category());
      }
    }
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          "--input-root: no label is named as the folder " + String.join(", ", unknown));
    }
  }

  private void writeTable(List<MifRow> rows) {
    OutputFolder.make("--output-dir", output);
    StringBuilder table = new StringBuilder(MifRow.CSV_HEADER).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      table.append(rows.get(i).csvLine(i)).append('\n');
    }
    try {
      Files.writeString(output.resolve("mifs.csv"), table);
    } catch (IOException e) {
      throw new ConfigException("--output-dir: cannot write to " + output + ": " + e);
    }
  }

  private void report(int videos, Map<String, String> failed) {
    PrintWriter console = Output.of(spec);
    console.println(videos + " videos, " + failed.size() + " failed");
    failed.forEach((video, message) -> console.println("failed: " + video + ": " + message));
    console.println("Table   " + output.resolve("mifs.csv"));
    console.flush();
  }
}
