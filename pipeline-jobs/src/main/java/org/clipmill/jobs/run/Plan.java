package org.clipmill.jobs.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Table;
import org.clipmill.jobs.stage.Stage;

/**
 * What a run would do: the recipe of each stage, known before any of them runs.
 *
 * @param steps the stages to bring up to date, in order
 * @param given tables that are taken as they are, from stages before the first step
 */
public record Plan(List<Step> steps, Map<Table, TableFolder> given) {

  /**
   * One stage of a plan.
   *
   * @param stage the verb
   * @param recipe what its table will be made from
   * @param rowRecipe what each row will be made from, besides its input row
   * @param isRetry whether failures that may pass are tried again
   * @param reason why it runs, or empty if its table stands already
   */
  public record Step(
      Stage stage, Recipe recipe, Recipe rowRecipe, boolean isRetry, Optional<String> reason) {}

  /**
   * Which part of the pipeline runs.
   *
   * @param from the first stage
   * @param to the last stage
   * @param retry the stage whose passing failures are tried again
   */
  public record Range(Optional<String> from, Optional<String> to, Optional<String> retry) {
    /** The whole pipeline. */
    public static final Range ALL = new Range(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Makes the plan.
   *
   * @throws ConfigException if a stage is unknown, or a table before the range does not exist
   */
  public static Plan of(Site site, List<Stage> stages, Range range) {
    int first = first(stages, range);
    int last = last(stages, range);
    int retry = range.retry().map(name -> indexOf(stages, name, "--retry")).orElse(first);
    if (retry < first || retry > last) {
      throw new ConfigException(
          "--retry: was " + stages.get(retry).name() + ", which --from and --to leave out");
    }
    TableStore store = site.tables();
    Map<Table, TableFolder> given = given(store, stages.subList(0, first));
    Map<Table, TableFolder> tables = new HashMap<>(given);
    List<Step> steps = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      Step step = step(site, store, stages.get(i), tables, range.retry().isPresent() && i == retry);
      steps.add(step);
      tables.put(
          step.stage().writes(), store.folder(step.stage().writes(), step.recipe().folder()));
    }
    return new Plan(List.copyOf(steps), given);
  }

  /**
   * Gives the stages of a range.
   *
   * @throws ConfigException if a stage is unknown or the range is empty
   */
  public static List<Stage> stages(List<Stage> stages, Range range) {
    return stages.subList(first(stages, range), last(stages, range) + 1);
  }

  private static int first(List<Stage> stages, Range range) {
    return range.from().map(name -> indexOf(stages, name, "--from")).orElse(0);
  }

  private static int last(List<Stage> stages, Range range) {
    int last = range.to().map(name -> indexOf(stages, name, "--to")).orElse(stages.size() - 1);
    if (last < first(stages, range)) {
      throw new ConfigException(
          "--to: was " + stages.get(last).name() + ", which comes before --from");
    }
    return last;
  }

  private static Step step(
      Site site, TableStore store, Stage stage, Map<Table, TableFolder> tables, boolean isRetry) {
    List<String> inputs = new ArrayList<>(stage.sources(site));
    for (Table table : stage.reads()) {
      TableFolder folder = tables.get(table);
      if (folder == null) {
        throw new IllegalStateException(
            "Stage "
                + stage.name()
                + " reads "
                + table.name()
                + ", which nothing before it writes");
      }
      inputs.add(folder.reference());
    }
    Recipe recipe =
        new Recipe(
            stage.name(),
            stage.version(),
            stage.writes().name(),
            Recipe.settingsOf(stage.settings(site.config())),
            inputs,
            stage.weights(site),
            0);
    Optional<TableFolder> finished = store.finished(stage.writes(), recipe);
    int attempt =
        finished.map(folder -> store.provenance(folder).recipe().attempt()).orElse(0)
            + (isRetry && finished.isPresent() ? 1 : 0);
    Optional<String> reason =
        isRetry
            ? Optional.of("failures that may pass are tried again")
            : finished.isPresent() ? Optional.empty() : Optional.of(reason(store, stage, recipe));
    Recipe rowRecipe =
        new Recipe(
            stage.name(),
            stage.version(),
            stage.writes().name(),
            Recipe.settingsOf(stage.rowSettings(site.config())),
            List.of(),
            recipe.weights(),
            0);
    return new Step(stage, recipe.withAttempt(attempt), rowRecipe, isRetry, reason);
  }

  private static String reason(TableStore store, Stage stage, Recipe recipe) {
    Optional<TableFolder> newest = store.newest(stage.writes());
    if (newest.isEmpty()) {
      return "there is no finished table " + stage.writes().name();
    }
    Recipe before = store.provenance(newest.get()).recipe();
    List<String> changes = new ArrayList<>();
    if (before.version() != recipe.version()) {
      changes.add("version " + before.version() + " -> " + recipe.version());
    }
    recipe
        .settings()
        .forEach(
            (key, value) -> {
              String old = before.settings().getOrDefault(key, "nothing");
              if (!old.equals(value)) {
                changes.add(stage.name() + "." + key + " " + old + " -> " + value);
              }
            });
    if (!before.weights().equals(recipe.weights())) {
      changes.add("weights " + before.weights() + " -> " + recipe.weights());
    }
    if (!before.inputs().equals(recipe.inputs())) {
      List<String> fresh = new ArrayList<>(recipe.inputs());
      fresh.removeAll(before.inputs());
      changes.add("inputs changed: " + String.join(", ", fresh));
    }
    return changes.isEmpty() ? "its table is gone" : String.join("; ", changes);
  }

  /**
   * Gives the tables before a range: the newest of the last stage, and of the others those that it
   * was made from, so that they fit together whatever has been run since.
   */
  private static Map<Table, TableFolder> given(TableStore store, List<Stage> stages) {
    Map<Table, TableFolder> given = new HashMap<>();
    Set<String> references = new HashSet<>();
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      TableFolder folder = given(store, stage, references);
      given.put(stage.writes(), folder);
      references.addAll(store.provenance(folder).inputs());
    }
    return given;
  }

  private static TableFolder given(TableStore store, Stage stage, Set<String> references) {
    return store.finished(stage.writes()).stream()
        .filter(folder -> references.contains(folder.reference()))
        .findFirst()
        .or(() -> store.newest(stage.writes()))
        .orElseThrow(
            () ->
                new ConfigException(
                    "--from: there is no finished table "
                        + stage.writes().name()
                        + "; run the stage "
                        + stage.name()
                        + " first"));
  }

  private static int indexOf(List<Stage> stages, String name, String option) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new ConfigException(
        option
            + ": was \""
            + name
            + "\"; allowed: "
            + String.join(", ", stages.stream().map(Stage::name).toList()));
  }
}
