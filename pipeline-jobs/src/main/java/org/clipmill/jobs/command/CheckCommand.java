package org.clipmill.jobs.command;

import java.util.concurrent.Callable;
import org.clipmill.jobs.run.Plan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes all checks that come before work. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks settings, models, and that metadata files can be opened, and says all that is wrong. What stands in the metadata is judged by run, row by row.",
    footer = {"", "Example: clipmill check --conf my.yaml"})
public final class CheckCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Pipeline.check(settings.site(), Plan.Range.ALL);
    Output.of(spec).println("Nothing is wrong with the settings, the inputs and the models.");
    return 0;
  }
}
