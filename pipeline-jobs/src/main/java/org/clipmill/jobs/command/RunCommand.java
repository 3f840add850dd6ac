package org.clipmill.jobs.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clipmill.jobs.run.Console;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Runner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the tables up to date and publishes the dataset. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the pipeline: only what is not done yet, or has changed.",
    footer = {
      "",
      "Example: clipmill run --conf conf/pipeline.yaml --set ingest.inputs=videos.json"
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description = "First stage; the tables before it are taken as they are.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "STAGE", description = "Last stage.")
  private @Nullable String to;

  @Option(
      names = "--retry",
      paramLabel = "STAGE",
      description =
          "Try the failures of this stage again that may pass, such as a server that was down.")
  private @Nullable String retry;

  @Override
  public Integer call() {
    Plan.Range range =
        new Plan.Range(
            Optional.ofNullable(from), Optional.ofNullable(to), Optional.ofNullable(retry));
    Console console = Pipeline.console(System.out);
    List<Runner.Outcome> outcomes =
        Pipeline.run(settings.site(), range, settings.master(), console);
    Pipeline.dataset(outcomes).ifPresent(folder -> console.line("\nDataset " + folder));
    return 0;
  }
}
