package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.stage.Encoder;
import org.clipmill.jobs.train.LabelFile;
import org.clipmill.jobs.train.LabelledRows;
import org.clipmill.jobs.train.TrainingFile;
import org.clipmill.jobs.train.TrainingTable;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.train.LabelledClip;
import org.clipmill.udfs.train.PaintedLessons;
import org.clipmill.udfs.train.RankerTraining;
import org.clipmill.udfs.train.TrainedRanker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns the ranker. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Learns the ranker from labelled clips, or from painted ones whose goodness is known.",
      "Writes the model, and beside it a report of how good it is on clips that it never saw."
    },
    footer = {
      "",
      "Example: clipmill train --labels labels.csv --out ranker.json",
      "         clipmill run --set rank.model=ranker.json"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final int FEWEST_PAINTED = 24;
  private static final int PROGRESS_EVERY = 100;
  private static final long MICROS_PER_MILLI = 1000;

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--painted",
      paramLabel = "N",
      description = "Paint so many clips, half of them good, and learn from them.")
  private @Nullable Integer painted;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "CSV with the columns clip_id and label, 1 for a good clip and 0 for a bad one; the"
              + " clips' numbers come from the features of the work folder.")
  private @Nullable Path labels;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides about painted clips and the parts; default: the setting run.seed.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The model to write, .json or .ubj.")
  private Path out = Path.of("ranker.json");

  @Override
  public Integer call() {
    Site site = settings.site();
    TrainingFile file = new TrainingFile(out);
    check(file);
    Lessons lessons = labels == null ? paint(site.config()) : read(site, labels);
    TrainedRanker ranker = RankerTraining.train(lessons.clips(), seedOf(site.config()));
    file.write(ranker, lessons.source(), lessons.measured());
    PrintWriter console = Output.of(spec);
    console.println(TrainingTable.text(ranker.report()));
    console.println("Model  " + file.model());
    console.println("Report " + file.report());
    console.flush();
    return 0;
  }

  /**
   * Clips to learn from.
   *
   * @param source where they came from, for the report
   * @param measured how they were measured, for the report
   */
  private record Lessons(
      List<LabelledClip> clips, Map<String, Object> source, Map<String, Object> measured) {}

  private void check(TrainingFile file) {
    List<String> problems = new ArrayList<>();
    if ((painted == null) == (labels == null)) {
      String saw = painted == null ? "neither" : "both";
      problems.add("train: saw " + saw + " of --painted and --labels; expected one of them");
    }
    if (painted != null && painted < FEWEST_PAINTED) {
      problems.add("--painted: was " + painted + "; allowed: " + FEWEST_PAINTED + " or more");
    }
    file.problem().ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private Lessons paint(PipelineConfig config) {
    PipelineConfig.Measure measure = config.measure();
    Optional<ModelEntry> encoder = Encoder.of(config);
    PaintedLessons painter =
        new PaintedLessons(measure.mode(), measure.samplePeriodMs() * MICROS_PER_MILLI, encoder);
    int count = painted == null ? 0 : painted;
    List<LabelledClip> clips = painter.make(count, seedOf(config), done -> report(done, count));
    Map<String, Object> measured = new TreeMap<>();
    measured.put("mode", measure.mode());
    measured.put("sample-period-ms", measure.samplePeriodMs());
    measured.put("encoder", encoder.map(ModelEntry::id).orElse("none"));
    measured.put("encoder-sha256", encoder.map(entry -> "" + entry.sha256()).orElse("none"));
    return new Lessons(clips, Map.of("painted", count, "seed", seedOf(config)), measured);
  }

  private void report(int done, int count) {
    if (done % PROGRESS_EVERY == 0) {
      PrintWriter console = Output.of(spec);
      console.println("Painted and measured " + done + " of " + count + " clips");
      console.flush();
    }
  }

  private Lessons read(Site site, Path file) {
    Map<String, LabelledClip.Label> labelled = LabelFile.read(file);
    LabelledRows rows = LabelledRows.in(site.tables());
    try (SparkSession spark = Sessions.open(settings.master())) {
      List<LabelledClip> clips = rows.read(spark, labelled);
      Map<String, Object> source = new TreeMap<>();
      source.put("labels", file.toString());
      source.put("left-out-as-measuring-failed", labelled.size() - clips.size());
      source.put("seed", seedOf(site.config()));
      return new Lessons(clips, source, Map.of("table", rows.features().reference()));
    }
  }

  private long seedOf(PipelineConfig config) {
    return seed == null ? config.run().seed() : seed;
  }
}
