package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.focus.FocusFiles;
import org.clipmill.jobs.focus.FocusJob;
import org.clipmill.jobs.focus.Question;
import org.clipmill.jobs.focus.QuestionFile;
import org.clipmill.jobs.focus.ScoreFile;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.run.Site;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.focus.PickFromVideos;
import org.clipmill.udfs.focus.ScorerChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Picks keyframes of plain videos. */
@Command(
    name = "focus",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Picks the frames of videos that tell most about a question (FOCUS), one task per question.",
      "Writes selected_frames.json, sampling_details.json and extraction_stats.json as the authors'"
          + " program does; from videos also keyframes.parquet, in which what cannot be used is a row"
          + " with an error."
    },
    footer = {
      "",
      "Example: clipmill focus --dataset longvideobench --label-file lvb_val.json --video-root videos"
          + " --scorer blip-itm-base --output-dir picked",
      "         clipmill focus --dataset csv --label-file questions.csv --video-root videos"
          + " --scorer text-small --num-keyframes 8 --output-dir picked",
      "         clipmill focus --scores scores.npy --fps 25 --output-dir picked"
    })
public final class FocusCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"--dataset", "--dataset-name", "--dataset_name"},
      paramLabel = "KIND",
      description =
          "How questions are written: longvideobench, videomme, or csv with the columns video and"
              + " query; default: longvideobench.")
  private QuestionFile dataset = QuestionFile.LONGVIDEOBENCH;

  @Option(
      names = {"--label-file", "--label_file"},
      paramLabel = "FILE",
      description = "The questions.")
  private @Nullable Path labels;

  @Option(
      names = {"--dataset-path", "--dataset_path"},
      paramLabel = "DIR",
      description =
          "Folder of a benchmark with both, in place of --label-file and --video-root:"
              + " lvb_val.json and videos, videomme.json and data, or questions.csv and videos.")
  private @Nullable Path benchmark;

  @Option(
      names = {"--video-root", "--video_root"},
      paramLabel = "DIR",
      description =
          "Folder of the videos, also on another storage; default: that of the questions.")
  private @Nullable String root;

  @Option(
      names = "--scorer",
      paramLabel = "ID",
      description = "A text-scorer or pair-scorer of the catalogue; default: ${DEFAULT-VALUE}.")
  private String scorer = "text-small";

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Ready relevance of every frame, an .npy of one dimension: no video, no model.")
  private @Nullable Path scores;

  @Option(names = "--fps", paramLabel = "N", description = "With --scores: frames per second.")
  private @Nullable Double fps;

  @Option(
      names = {"--output-dir", "--output_dir"},
      paramLabel = "DIR",
      required = true,
      description = "Where the files go; made if it is not there.")
  private Path output = Path.of("focus");

  @Mixin private FocusOptions options = new FocusOptions();
  @Mixin private Settings settings = new Settings();

  @Override
  public Integer call() {
    List<String> problems = new ArrayList<>();
    options.check(problems);
    if (benchmark != null && labels == null) {
      labels = dataset.labelsIn(benchmark);
    }
    if ((labels == null) == (scores == null)) {
      problems.add(
          "focus: saw %s of --label-file and --scores; expected one of them"
              .formatted(labels == null ? "neither" : "both"));
    }
    if (scores != null && (fps == null || !(fps > 0) || Double.isInfinite(fps))) {
      problems.add("--fps: was " + fps + "; allowed with --scores: more than 0");
    }
    if (labels != null && fps != null) {
      problems.add("--fps: is for --scores only; videos state theirs");
    }
    failIfAny(problems);
    if (scores != null && fps != null) {
      return fromScores(scores, fps);
    }
    return fromVideos(labels == null ? Path.of("") : labels);
  }

  private static void failIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private int fromScores(Path file, double rate) {
    ScoreFile ready = ScoreFile.read(file);
    OutputFolder.make("--output-dir", output);
    try (FocusFiles files = FocusFiles.in(output)) {
      ready.pick(
          options.mode(),
          options.settings(),
          options.gap(),
          rate,
          options.keyframes(),
          options.seed(),
          files);
      files.finish(options.parameters(file.toString()), 1);
      if (files.failed() > 0) {
        throw new NothingKeptException("No question was answered:", files.lastFailure());
      }
      report(files, 1);
    }
    return Main.OK;
  }

  private int fromVideos(Path file) {
    Site site = settings.site();
    List<String> problems = new ArrayList<>();
    List<Question> questions = List.of();
    @Nullable ModelEntry model = null;
    try {
      String videos = rootOf(file);
      if (!videos.contains(":/") && !Files.isDirectory(Path.of(videos))) {
        problems.add("--video-root: no folder " + videos);
      }
      questions = dataset.read(file, videos);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    try {
      model = ScorerChoice.of(site.config(), scorer);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--scorer: " + problem));
    }
    failIfAny(problems);
    OutputFolder.make("--output-dir", output);
    String work = output.toAbsolutePath().toString();
    PickFromVideos picking =
        new PickFromVideos(
            options.mode(),
            options.settings(),
            options.gap(),
            options.keyframes(),
            Objects.requireNonNull(model),
            options.seed(),
            new Storage(site.hadoop(), work));
    try (SparkSession spark = Sessions.open(settings.master());
        FocusFiles files = FocusFiles.in(output)) {
      FocusJob job = new FocusJob(spark, output.toAbsolutePath());
      job.run(questions, picking, files, options.parameters(scorer));
      if (files.failed() == questions.size()) {
        throw new NothingKeptException(
            "No question was answered:", String.join("\n", job.failures()));
      }
      report(files, questions.size());
      tell(job);
    }
    return Main.OK;
  }

  private String rootOf(Path file) {
    Path folder =
        benchmark == null ? file.toAbsolutePath().getParent() : dataset.videosIn(benchmark);
    String given = root == null ? String.valueOf(folder) : root;
    return given.contains(":/") ? given : Path.of(given).toAbsolutePath().toString();
  }

  private void report(FocusFiles files, int questions) {
    PrintWriter console = Output.of(spec);
    console.printf(
        Locale.ROOT,
        "%d questions, %d failed; %d of %d frames scored (%.2f %%)%n",
        questions,
        files.failed(),
        files.budget(),
        files.frames(),
        files.frames() == 0 ? 0.0 : 100.0 * files.budget() / files.frames());
    console.println("Frames  " + output.resolve("selected_frames.json"));
    console.println("Details " + output.resolve("sampling_details.json"));
    console.println("Cost    " + output.resolve("extraction_stats.json"));
    console.flush();
  }

  private void tell(FocusJob job) {
    PrintWriter console = Output.of(spec);
    console.println("Rows    " + output.resolve(FocusJob.PARQUET));
    job.failures().forEach(console::println);
    console.flush();
  }
}
