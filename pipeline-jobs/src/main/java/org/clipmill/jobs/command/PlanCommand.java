package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.stage.Stages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what a run would do, and why. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Says which stages a run would compute, and why; computes nothing.",
    footer = {"", "Example: clipmill plan --set ingest.inputs=videos.json --set rank.keep=500"})
public final class PlanCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Site site = settings.site();
    Pipeline.check(site, Plan.Range.ALL);
    PrintWriter out = Output.of(spec);
    for (Plan.Step step : Plan.of(site, Stages.all(), Plan.Range.ALL).steps()) {
      String name = String.format(Locale.ROOT, "%-10s", step.stage().name());
      out.println(step.reason().map(why -> name + "runs: " + why).orElse(name + "unchanged"));
    }
    out.flush();
    return 0;
  }
}
