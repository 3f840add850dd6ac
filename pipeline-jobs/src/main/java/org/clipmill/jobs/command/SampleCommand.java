package org.clipmill.jobs.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.jobs.Main;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Chooses a diverse few out of vectors, or frames out of videos. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = {
      "Chooses a few out of many: points that lie far from one another (fps), near to all others"
          + " (facility) or are good as well (quality-diversity); or frames of videos, evenly (ufs),"
          + " by chance (rfs) or where much changes (afs)."
    },
    footer = {
      "",
      "Example: clipmill sample --method fps --metric cosine --k 1000 --input vectors.npz --out picks.json",
      "         clipmill sample --method afs --index ssvd --stride 5 --videos 'videos/*.mp4'"
          + " --out frames --plots"
    })
public final class SampleCommand implements Callable<Integer> {
  /** The ways to choose. */
  enum Method {
    FPS,
    FACILITY,
    QUALITY_DIVERSITY,
    UFS,
    RFS,
    AFS;

    boolean isOfFrames() {
      return this == UFS || this == RFS || this == AFS;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "METHOD",
      description = "One of fps, facility, quality-diversity; ufs, rfs, afs.")
  private String method = "fps";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides about what is left to chance; fps starts like Python's random.Random(N), rfs and"
              + " afs draw as NumPy's default_rng(N). Default: ${DEFAULT-VALUE}.")
  private long seed;

  @ArgGroup(validate = false, heading = "%nOf points:%n")
  private PointOptions points = new PointOptions();

  @ArgGroup(validate = false, heading = "%nOf frames:%n")
  private FrameOptions frames = new FrameOptions();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description =
          "Of points, a file: .json, .csv, or .npy with the indices alone. Of frames, a folder.")
  private Path out = Path.of("picks.json");

  @Override
  public Integer call() {
    Method wanted = Choice.of(Method.class, "--method", method);
    Sampling sampling = new Sampling(settings, seed, out, Output.of(spec));
    if (wanted.isOfFrames()) {
      new FrameSampler(sampling, frames).run(wanted);
    } else {
      new PointSampler(sampling, points).run(wanted);
    }
    return Main.OK;
  }
}
