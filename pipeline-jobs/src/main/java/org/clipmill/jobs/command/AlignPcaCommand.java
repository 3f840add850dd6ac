package org.clipmill.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.clipmill.core.align.Moments;
import org.clipmill.core.align.Whitening;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.align.Maps;
import org.clipmill.udfs.align.RegionFeatures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns the whitening of regions. */
@Command(
    name = "pca",
    mixinStandardHelpOptions = true,
    description =
        "Learns principal components and whitening from the regions of all frames, 15 a second, and"
            + " writes them as .npz: mean and projection.",
    footer = {"", "Example: clipmill align pca *.mp4 --components 128 --out pca.npz"})
public final class AlignPcaCommand implements Callable<Integer> {
  @Mixin private FeatureOptions options = new FeatureOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--components",
      paramLabel = "N",
      description = "How many are kept; default: all.")
  private @Nullable Integer components;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The .npz.")
  private Path out = Path.of("pca.npz");

  @Override
  public Integer call() throws IOException {
    List<Path> videos = options.videos();
    ModelEntry model = options.model();
    Moments moments;
    try (FeatureMapExtractor extractor = Maps.open(model)) {
      moments = RegionFeatures.moments(videos, extractor);
    }
    int kept = components == null ? moments.dimension() : components;
    if (kept < 1 || kept > moments.dimension()) {
      throw new ConfigException(
          "--components: was " + kept + "; allowed: 1 to " + moments.dimension());
    }
    RegionFeatures.write(Whitening.fit(moments, kept), out);
    PrintWriter console = Output.of(spec);
    console.println(
        "%d regions of dimension %d to %d: %s"
            .formatted(moments.count(), moments.dimension(), kept, out));
    console.flush();
    return 0;
  }
}
