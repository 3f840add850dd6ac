package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignModel;
import org.clipmill.core.align.QueryExpansion;
import org.clipmill.core.align.evaluate.AlignFiles;
import org.clipmill.core.align.evaluate.TimedVideo;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.align.AlignEvaluation;
import org.clipmill.jobs.align.AlignEvaluation.Layout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures an aligner on one of LAMV's data sets. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures an aligner on Madonna, Climbing, VCDB or EVVE, on Spark.",
      "ROOT holds gt_madonna.align, gt_climbing.align, annotation/<topic>.txt or"
          + " annotations/<event>.dat, and videos/, of which only the rate is read. Features are"
          + " FOLDER/<video>.npy, .npz or .parquet; the pickled ones of LAMV are not read."
    },
    footer = {
      "",
      "Example: clipmill align evaluate --dataset vcdb --root vcdb --model TMK --mode reference"
    })
public final class AlignEvaluateCommand implements Callable<Integer> {
  private static final double UNKNOWN_RATE = 25;

  @Mixin private AlignerOptions options = new AlignerOptions();
  @Spec private @Nullable CommandSpec spec;

  /** The data sets, with the longest video that LAMV looks at, in frames. */
  enum DataSet {
    MADONNA(9085),
    CLIMBING(18_886),
    VCDB(2000),
    EVVE(16_000);

    private final int longest;

    DataSet(int longest) {
      this.longest = longest;
    }
  }

  @Option(
      names = "--dataset",
      paramLabel = "SET",
      required = true,
      description = "madonna, climbing, vcdb or evve.")
  private String dataset = "";

  @Option(names = "--root", paramLabel = "DIR", required = true, description = "Its folder.")
  private Path root = Path.of(".");

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Folder of the features; default: ROOT/rmac_resnet34_29.")
  private @Nullable Path features;

  @Option(
      names = "--expansion",
      paramLabel = "E",
      description = "Query expansion on EVVE: none, average or difference; default: none.",
      defaultValue = "none")
  private String expansion = "none";

  @Option(
      names = "--reach",
      paramLabel = "N",
      description = "Greatest offset in frames of 1/15 s; default: the longest video of the set.")
  private @Nullable Integer reach;

  @Option(
      names = "--fps",
      paramLabel = "X",
      description = "Rate of videos that are not in ROOT/videos; default: ${DEFAULT-VALUE}.",
      defaultValue = "" + UNKNOWN_RATE)
  private double rate = UNKNOWN_RATE;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; on a cluster all see the folders.")
  private @Nullable String master;

  @Override
  public Integer call() {
    DataSet set = Choice.of(DataSet.class, "--dataset", dataset);
    QueryExpansion expanded = Choice.of(QueryExpansion.class, "--expansion", expansion);
    check(set, expanded);
    Path folder = features == null ? root.resolve("rmac_resnet34_29") : features;
    for (Path needed : List.of(root, folder)) {
      if (!Files.isDirectory(needed)) {
        throw new ConfigException("Cannot find the folder " + needed);
      }
    }
    int frames = reach == null ? set.longest : reach;
    if (frames < 1) {
      throw new ConfigException("--reach: was " + frames + "; allowed: 1 or more");
    }
    Layout layout = new Layout(root, folder, rate);
    List<String> lines;
    try (SparkSession spark = Sessions.open(Optional.ofNullable(master))) {
      AlignEvaluation evaluation = new AlignEvaluation(spark, layout, options.model(frames));
      lines =
          switch (set) {
            case MADONNA ->
                evaluation.localisation(
                    AlignFiles.timedVideos(root.resolve("gt_madonna.align")).stream()
                        .map(TimedVideo::withoutFolder)
                        .toList(),
                    frames);
            case CLIMBING ->
                evaluation.localisation(
                    AlignFiles.timedVideos(root.resolve("gt_climbing.align")), frames);
            case VCDB -> evaluation.segments();
            case EVVE -> evaluation.events(frames, expanded);
          };
    }
    PrintWriter console = Output.of(spec);
    lines.forEach(console::println);
    console.flush();
    return 0;
  }

  private void check(DataSet set, QueryExpansion expanded) {
    if (expanded != QueryExpansion.NONE && set != DataSet.EVVE) {
      throw new ConfigException("--expansion: was " + expansion + "; allowed with evve only");
    }
    AlignModel model = options.model(1);
    if (expanded != QueryExpansion.NONE
        && model.kind() == AlignModel.Kind.CTE
        && model.mode() == AlignMode.REFERENCE) {
      throw new ConfigException(
          "--expansion: was "
              + expansion
              + " with --model CTE --mode reference, whose transform cannot be shifted; allowed:"
              + " none, or --mode corrected");
    }
  }
}
