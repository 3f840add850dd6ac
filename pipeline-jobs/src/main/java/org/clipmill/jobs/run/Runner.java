package org.clipmill.jobs.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Table;
import org.clipmill.jobs.stage.Stage;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Tally;

/** Brings the tables up to date: runs each stage whose recipe has no finished table yet. */
public final class Runner {
  private static final double NANOS_PER_SECOND = 1e9;

  private final SparkSession spark;
  private final Site site;
  private final TableStore store;
  private final Console console;

  /** Makes a runner. */
  public Runner(SparkSession spark, Site site, Console console) {
    this.spark = spark;
    this.site = site;
    this.store = site.tables();
    this.console = console;
  }

  /**
   * What came of a stage.
   *
   * @param folder the table that now stands
   * @param provenance what it was made from and where its rows went
   * @param isUnchanged whether the table was there before the run
   */
  public record Outcome(
      Stage stage, TableFolder folder, Provenance provenance, boolean isUnchanged) {}

  /**
   * Runs the stages of a plan in order, up to one that keeps no row: nothing could come of the
   * others, and an empty dataset must not take the place of a good one.
   *
   * @throws TooManyErrorsException if too large a share of a stage's rows failed
   */
  public List<Outcome> run(Plan plan) {
    List<Outcome> outcomes = new ArrayList<>();
    Map<Table, TableFolder> tables = new HashMap<>(plan.given());
    for (Plan.Step step : plan.steps()) {
      Outcome outcome = step(step, tables);
      tables.put(step.stage().writes(), outcome.folder());
      outcomes.add(outcome);
      if (outcome.provenance().accounting().kept() == 0) {
        break;
      }
    }
    return outcomes;
  }

  private Outcome step(Plan.Step step, Map<Table, TableFolder> tables) {
    Stage stage = step.stage();
    Recipe recipe = step.recipe();
    Optional<TableFolder> finished =
        step.isRetry() ? Optional.empty() : store.finished(stage.writes(), recipe);
    if (finished.isPresent()) {
      console.line(stage.name() + ": unchanged");
      stage.publish(site, finished.get());
      return new Outcome(stage, finished.get(), store.provenance(finished.get()), true);
    }
    return compute(step, tables);
  }

  private Outcome compute(Plan.Step step, Map<Table, TableFolder> tables) {
    long start = System.nanoTime();
    Stage stage = step.stage();
    TableFolder output = store.folder(stage.writes(), step.recipe().folder());
    store.setAside(output);
    EarlierRows earlier = new EarlierRows(spark, store, stage.writes(), step.isRetry());
    Tally tally = new Tally();
    spark.sparkContext().register(tally, stage.name());
    Inputs inputs =
        new Inputs(
            spark,
            site,
            tables,
            output,
            new Guard(stage.name(), tally),
            step.rowRecipe().fingerprint(),
            earlier.rows());
    Dataset<Row> rows = stage.plan(inputs);
    Progress progress = console.progress(stage.name(), inputs.rowsToCompute(), tally);
    try {
      write(rows, output, stage.writeOptions(site.config()));
    } finally {
      progress.close();
    }
    Census census = Census.of(spark, output);
    Accounting accounting = census.accounting(stage, inputs).checked(stage.name());
    failOnTooManyErrors(stage, accounting, output);
    stage.complete(inputs, output);
    Provenance provenance =
        new Provenance(
            step.recipe(),
            step.recipe().fingerprint(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            (System.nanoTime() - start) / NANOS_PER_SECOND,
            accounting,
            Changes.between(spark, store.newest(stage.writes()), output),
            Versions.all(spark));
    store.finish(output, provenance);
    stage.publish(site, output);
    earlier.unfinished().forEach(store::delete);
    console.done(stage.name(), provenance);
    return new Outcome(stage, output, provenance, false);
  }

  private static void write(Dataset<Row> rows, TableFolder output, Map<String, String> options) {
    // With version 2 each task's file is in place when the task ends: a killed run keeps them.
    rows.write()
        .options(options)
        .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
        .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .parquet(output.rows().toString());
  }

  private void failOnTooManyErrors(Stage stage, Accounting accounting, TableFolder output) {
    double allowed = site.config().run().maxErrorShare();
    if (accounting.failedTotal() > allowed * accounting.in()) {
      throw new TooManyErrorsException(
          stage.name(), accounting, allowed, Census.examples(spark, output));
    }
  }

  /** Gives the accounting of every stage, in order, for the summary. */
  public static Map<String, Accounting> accountings(List<Outcome> outcomes) {
    Map<String, Accounting> all = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      all.put(outcome.stage().name(), outcome.provenance().accounting());
    }
    return all;
  }
}
