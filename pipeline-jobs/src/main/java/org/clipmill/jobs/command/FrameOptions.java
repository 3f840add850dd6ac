package org.clipmill.jobs.command;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.variance.FrameVariance;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of sample that are about frames. */
final class FrameOptions {
  @Option(
      names = "--videos",
      paramLabel = "GLOB",
      description = "Videos: files, or a pattern. May stand more than once.")
  List<String> videos = new ArrayList<>();

  @Option(
      names = "--stride",
      paramLabel = "N",
      split = ",",
      description = "As many frames as every N-th would be; several after commas. Default: 5.")
  List<Integer> strides = List.of(5);

  @Option(
      names = "--index",
      paramLabel = "INDEX",
      description =
          "What afs goes by: ssvd (structure), ofvd (movement) or fsd (features); default: ssvd.")
  FrameVariance index = FrameVariance.SSVD;

  @Option(names = "--top", description = "afs takes the greatest, not a weighted draw.")
  @Nullable Boolean isTop;

  @Option(
      names = "--short-side",
      paramLabel = "PIXELS",
      description =
          "Larger frames are scaled to this before they are compared; default: ${DEFAULT-VALUE}.")
  int shortSide = 240;

  @Option(
      names = "--embedder",
      paramLabel = "ID",
      description =
          "Model whose features fsd compares, or none; default: none, and embed-small with --index"
              + " fsd.")
  @Nullable String embedder;

  @Option(
      names = "--plots",
      description = "Also draw the curves of each video, with the chosen frames, as SVG.")
  @Nullable Boolean wantsPlots;

  @Option(
      names = "--save-frames",
      description = "Also write the chosen frames, as PNG; of the first stride.")
  @Nullable Boolean savesFrames;
}
