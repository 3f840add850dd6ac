package org.clipmill.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.core.align.Aligner;
import org.clipmill.core.align.AlignmentScore;
import org.clipmill.core.align.FrameFeatures;
import org.clipmill.core.align.HarmonicSums;
import org.clipmill.core.align.Offsets;
import org.clipmill.core.align.TmkFile;
import org.clipmill.core.config.ConfigException;
import org.clipmill.udfs.align.FeatureFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores pairs of videos. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Prints score and offset of every pair of the files: offset is the position in the first less"
          + " that in the second, in seconds.",
      "Takes .npy, .npz and .parquet of frame features, 15 a second, or .tmk of Meta's program; of"
          + " these it prints the scores of level 1 and 2. Pickled features are not read."
    },
    footer = {
      "",
      "Example: clipmill align score a.npy b.npy --model CTE --m 64",
      "         clipmill align score *.tmk"
    })
public final class AlignScoreCommand implements Callable<Integer> {
  @Mixin private AlignerOptions options = new AlignerOptions();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "2..*", description = "Features or hashes.")
  private List<Path> files = List.of();

  @Option(
      names = "--fps",
      paramLabel = "X",
      description = "Frames per second of the videos; default: ${DEFAULT-VALUE}.",
      defaultValue = "15")
  private double rate = FrameFeatures.RATE;

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new ConfigException("Cannot find the file " + file);
      }
    }
    PrintWriter console = Output.of(spec);
    long hashes = files.stream().filter(file -> file.toString().endsWith(".tmk")).count();
    if (hashes == files.size()) {
      scoreHashes(console);
    } else if (hashes == 0) {
      scoreFeatures(console);
    } else {
      throw new ConfigException("Was .tmk and other files; expected files of one kind");
    }
    console.flush();
    return 0;
  }

  private void scoreHashes(PrintWriter console) throws IOException {
    List<TmkFile> hashes = new ArrayList<>();
    for (Path file : files) {
      try {
        hashes.add(TmkFile.of(Files.readAllBytes(file)));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(file + ": " + e.getMessage());
      }
    }
    console.println("level1\tlevel2\tfirst\tsecond");
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = i + 1; j < hashes.size(); j++) {
        line(
            console,
            "%.6f\t%.6f\t%s\t%s",
            hashes.get(i).firstLevelScore(hashes.get(j)),
            hashes.get(i).secondLevelScore(hashes.get(j)),
            files.get(i),
            files.get(j));
      }
    }
  }

  private void scoreFeatures(PrintWriter console) {
    List<FrameFeatures> videos = files.stream().map(file -> FeatureFile.read(file, rate)).toList();
    for (int i = 1; i < videos.size(); i++) {
      if (videos.get(i).dimension() != videos.get(0).dimension()) {
        throw new ConfigException(
            "Was dimension %d in %s; expected %d as in %s"
                .formatted(
                    videos.get(i).dimension(),
                    files.get(i),
                    videos.get(0).dimension(),
                    files.get(0)));
      }
    }
    int longest = videos.stream().mapToInt(FrameFeatures::count).max().orElseThrow();
    Aligner aligner = options.model(longest).aligner();
    List<HarmonicSums> sums = videos.stream().map(aligner::describe).toList();
    Aligner.PairScorer scorer = aligner.scorer(Offsets.within(longest));
    console.println("score\toffset_seconds\tfirst\tsecond");
    for (int i = 0; i < sums.size(); i++) {
      for (int j = i + 1; j < sums.size(); j++) {
        AlignmentScore best;
        try {
          best = scorer.curve(sums.get(i), sums.get(j)).best();
        } catch (IllegalArgumentException e) {
          throw new ConfigException(
              "Cannot compare %s with %s: %s"
                  .formatted(files.get(i), files.get(j), e.getMessage()));
        }
        line(
            console,
            "%.6f\t%.3f\t%s\t%s",
            best.score(),
            best.offsetSeconds(),
            files.get(i),
            files.get(j));
      }
    }
  }

  private static void line(PrintWriter console, String format, Object... values) {
    console.println(String.format(Locale.ROOT, format, values));
  }
}
