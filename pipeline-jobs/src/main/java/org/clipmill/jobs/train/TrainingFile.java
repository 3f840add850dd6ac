package org.clipmill.jobs.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clipmill.core.recipe.Json;
import org.clipmill.udfs.train.TrainedRanker;
import org.clipmill.udfs.train.TrainingReport;

/**
 * Where a learned model goes, and the report beside it: {@code my.json} and {@code my.report.json}.
 */
public final class TrainingFile {
  private static final String JSON = ".json";
  private static final String UBJ = ".ubj";

  private final Path model;

  /** Names the file of the model. */
  public TrainingFile(Path model) {
    this.model = model;
  }

  /** Gives the file of the model. */
  public Path model() {
    return model;
  }

  /** Gives the file of the report. */
  public Path report() {
    String name = String.valueOf(model.getFileName());
    return model.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".report.json");
  }

  /** Gives what makes it impossible to write there. */
  public Optional<String> problem() {
    String name = String.valueOf(model.getFileName());
    if (List.of(JSON, UBJ).stream().noneMatch(name::endsWith)) {
      return Optional.of("--out: was " + model + "; allowed: a file that ends with .json or .ubj");
    }
    Path folder = model.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder)
        ? Optional.empty()
        : Optional.of("--out: no folder " + folder);
  }

  /**
   * What the report holds.
   *
   * @param source where the labelled clips came from
   * @param measured how they were measured
   * @param training how the model was learned and how good it is
   */
  private record Report(
      Map<String, Object> source, Map<String, Object> measured, TrainingReport training) {}

  /** Writes model and report. */
  public void write(
      TrainedRanker ranker, Map<String, Object> source, Map<String, Object> measured) {
    boolean isJson = model.toString().endsWith(JSON);
    try {
      Files.write(model, isJson ? ranker.json() : ranker.ubj());
      Files.writeString(report(), Json.pretty(new Report(source, measured, ranker.report())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
