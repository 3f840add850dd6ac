package org.clipmill.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.table.Table;
import org.clipmill.jobs.run.Console;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Runner;
import org.clipmill.jobs.run.Runner.Outcome;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.run.TableFolder;
import org.clipmill.jobs.stage.Stages;
import org.clipmill.udfs.Schemas;

/** The pipeline in a Spark session of this JVM, which all tests of a class share. */
public final class LocalPipeline implements AutoCloseable {
  private final SparkSession spark;

  /** Starts Spark. */
  public LocalPipeline() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  /** Gives the session. */
  public SparkSession spark() {
    return spark;
  }

  /** What came of the stages of a run, by their names. */
  public record Run(Map<String, Outcome> stages, String log) {
    /** Gives what came of a stage; fails if it did not run. */
    public Outcome stage(String name) {
      Outcome outcome = stages.get(name);
      if (outcome == null) {
        throw new AssertionError("stage " + name + " did not run: " + stages.keySet());
      }
      return outcome;
    }

    /** Gives the rows added, kept, changed and removed. */
    public Map<String, Long> changes(String name) {
      return stage(name).provenance().changes();
    }
  }

  /** Gives the settings of a file with assignments over it. */
  public static Site site(Path settings, String... sets) {
    return new Site(ConfigFiles.read(List.of(settings), Arrays.asList(sets)), new Configuration());
  }

  /** Runs all stages. */
  public Run run(Path settings, String... sets) {
    return run(Plan.Range.ALL, settings, sets);
  }

  /** Runs the stages up to one. */
  public Run runTo(String last, Path settings, String... sets) {
    Plan.Range range = new Plan.Range(Optional.empty(), Optional.of(last), Optional.empty());
    return run(range, settings, sets);
  }

  /** Runs the stages of a range. */
  public Run run(Plan.Range range, Path settings, String... sets) {
    Site site = site(settings, sets);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
    Plan plan = Plan.of(site, Stages.all(), range);
    Map<String, Outcome> stages = new LinkedHashMap<>();
    for (Outcome outcome : new Runner(spark, site, Console.log(out)).run(plan)) {
      stages.put(outcome.stage().name(), outcome);
    }
    return new Run(stages, log.toString(StandardCharsets.UTF_8));
  }

  /** Reads the rows of a table. */
  public Dataset<Row> rows(TableFolder folder) {
    Table table = folder.table();
    return spark.read().schema(Schemas.of(table)).parquet(folder.rows().toString());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
