package org.clipmill.jobs.command;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignModel;
import org.clipmill.core.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose an aligner. */
final class AlignerOptions {
  private static final int DEFAULT_HARMONICS = 16;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "TMK, TMK_Poullot or CTE; default: ${DEFAULT-VALUE}.",
      defaultValue = "TMK")
  private String model = "TMK";

  @Option(
      names = "--m",
      paramLabel = "N",
      description = "Fourier coefficients; default: " + DEFAULT_HARMONICS + ".")
  private @Nullable Integer harmonics;

  @Option(
      names = "--periods",
      paramLabel = "T",
      split = ",",
      description = "Periods of a TMK in frames of 1/15 s; default: those of its authors.")
  private List<Integer> periods = new ArrayList<>();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "corrected, or reference for LAMV's numbers with their faults; default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "corrected")
  private String mode = "corrected";

  /** Gives the choice; {@code longest} is the length of the longest video in frames. */
  AlignModel model(int longest) {
    if (harmonics != null && harmonics < 1) {
      throw new ConfigException("--m: was " + harmonics + "; allowed: 1 or more");
    }
    if (periods.stream().anyMatch(period -> period < 1)) {
      throw new ConfigException("--periods: was " + periods + "; allowed: 1 or more each");
    }
    return new AlignModel(
        Choice.of(AlignModel.Kind.class, "--model", model),
        harmonics == null ? DEFAULT_HARMONICS : harmonics,
        List.copyOf(periods),
        Choice.of(AlignMode.class, "--mode", mode),
        longest);
  }
}
