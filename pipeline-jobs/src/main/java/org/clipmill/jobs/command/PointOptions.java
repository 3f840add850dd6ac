package org.clipmill.jobs.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clipmill.core.sample.Metric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of sample that are about points. */
final class PointOptions {
  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          ".npy, .npz or Parquet with one vector a row, or a folder of them. May stand more than"
              + " once; rows are numbered through.")
  List<Path> inputs = new ArrayList<>();

  @Option(names = "--k", paramLabel = "N", description = "How many points; all if there are fewer.")
  @Nullable Integer count;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "l2 (squared, in float32, as FAISS has it), cosine (one minus it), l1, or minkowski (p ="
              + " 3); default: l2.")
  Metric metric = Metric.L2;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "Array or column of the vectors; default: embedding or embeddings.")
  String key = "embedding";

  @Option(
      names = "--names",
      paramLabel = "NAME",
      description = "Array or column of texts that name them; default: a customary one.")
  @Nullable String names;

  @Option(
      names = "--scores",
      paramLabel = "NAME",
      description = "Array or column of the scores, for quality-diversity.")
  @Nullable String scores;

  @Option(
      names = "--quality-weight",
      paramLabel = "SHARE",
      description = "What the score counts in quality-diversity, 0 to 1; default: 0.5.")
  double qualityWeight = 0.5;

  @Option(
      names = "--buckets",
      paramLabel = "N",
      description =
          "Deal the points into so many buckets by their names, pick in each, then among those;"
              + " default: 1, exact.")
  int buckets = 1;

  @Option(
      names = "--oversampling",
      paramLabel = "FACTOR",
      description = "How many times k each bucket picks; default: 8.")
  double oversampling = 8;

  @Option(
      names = "--reference",
      description =
          "fps with EVFR's faults: picks repeat, and its cosine is 1 + cos, which finds what is"
              + " near.")
  @Nullable Boolean isReference;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: as many as the machine has; results do not depend on it.")
  int threads = Runtime.getRuntime().availableProcessors();

  Optional<String> namesKey() {
    return Optional.ofNullable(names);
  }

  Optional<String> scoresKey() {
    return Optional.ofNullable(scores);
  }
}
