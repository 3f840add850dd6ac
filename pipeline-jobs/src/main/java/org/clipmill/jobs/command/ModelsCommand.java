package org.clipmill.jobs.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a person does with the files of models. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Lists, fetches and verifies the models that the catalogue names.",
      "The catalogue is the file that the setting measure.model-catalog names."
    },
    footer = {
      "",
      "Example: clipmill models list",
      "         clipmill models fetch clip-b32",
      "         clipmill models verify clip-b32"
    },
    subcommands = {ModelsListCommand.class, ModelsFetchCommand.class, ModelsVerifyCommand.class})
public final class ModelsCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name one of list, fetch and verify");
    }
  }
}
