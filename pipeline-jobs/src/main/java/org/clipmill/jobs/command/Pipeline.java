package org.clipmill.jobs.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Console;
import org.clipmill.jobs.run.Funnel;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Runner;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.run.WorkLock;
import org.clipmill.jobs.stage.Stage;
import org.clipmill.jobs.stage.Stages;
import org.clipmill.udfs.Storage;

/** What run and demo have in common. */
final class Pipeline {
  private Pipeline() {}

  /**
   * Checks, plans and runs.
   *
   * @throws ConfigException with every problem, before any work
   * @throws NothingKeptException if a stage kept no row
   */
  @SuppressWarnings("try") // the lock is only held
  static List<Runner.Outcome> run(
      Site site, Plan.Range range, Optional<String> master, Console console) {
    check(site, range);
    try (WorkLock lock = WorkLock.take(site.config().run().work())) {
      new Storage(site.hadoop(), site.config().run().work()).sweepDrafts();
      Plan plan = Plan.of(site, Stages.all(), range);
      console.line("Work folder " + site.config().run().work());
      List<Runner.Outcome> outcomes;
      try (SparkSession spark = Sessions.open(master)) {
        outcomes = new Runner(spark, site, console).run(plan);
      }
      String funnel = Funnel.text(outcomes);
      console.line("");
      console.line(funnel);
      failIfNothingKept(outcomes, funnel);
      return outcomes;
    }
  }

  /** Collects what can be known to be wrong before any work, from every stage that would run. */
  static void check(Site site, Plan.Range range) {
    List<String> problems = new ArrayList<>();
    for (Stage stage : Plan.stages(Stages.all(), range)) {
      problems.addAll(stage.problems(site));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** Gives the console that fits where the lines go. */
  static Console console(PrintStream out) {
    return isTerminal() ? Console.terminal(out) : Console.log(out);
  }

  /** Tells whether the lines go to a terminal, which the launcher knows. */
  static boolean isTerminal() {
    return "1".equals(System.getenv("CLIPMILL_TERMINAL"));
  }

  /** Gives the folder of the finished dataset, if the run made or found one. */
  static Optional<String> dataset(List<Runner.Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.stage().writes().equals(Tables.DATASET))
        .map(outcome -> outcome.folder().path().toUri().getPath())
        .findFirst();
  }

  private static void failIfNothingKept(List<Runner.Outcome> outcomes, String funnel) {
    boolean isEmpty =
        outcomes.stream().anyMatch(outcome -> outcome.provenance().accounting().kept() == 0);
    if (isEmpty) {
      throw new NothingKeptException("No clip was kept. Where they went:", funnel);
    }
  }
}
