package org.clipmill.jobs.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where in time videos match: features, whitening, scores, evaluation. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    description = "Finds where in time videos match, by TMK or CTE over features of their frames.",
    footer = {
      "",
      "Example: clipmill align features a.mp4 b.mp4 --model embed-small --out features",
      "         clipmill align score features/a.npy features/b.npy",
      "         clipmill align evaluate --dataset madonna --root madonna --model TMK"
    },
    subcommands = {
      AlignFeaturesCommand.class,
      AlignPcaCommand.class,
      AlignScoreCommand.class,
      AlignEvaluateCommand.class
    })
public final class AlignCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "Name one of features, pca, score and evaluate");
    }
  }
}
