package org.clipmill.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clipmill.core.align.Whitening;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.jobs.Main;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.align.Maps;
import org.clipmill.udfs.align.RegionFeatures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the frame features of videos. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description =
        "Describes 15 frames a second of each video by R-MAC and writes them as FOLDER/<video>.npy,"
            + " [frames, dimension].",
    footer = {
      "",
      "A video that cannot be read is said so; the others are written; exit code 3 if none could.",
      "",
      "Example: clipmill align features a.mp4 b.mp4 --pca pca.npz --out features"
    })
public final class AlignFeaturesCommand implements Callable<Integer> {
  @Mixin private FeatureOptions options = new FeatureOptions();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--pca",
      paramLabel = "FILE",
      description = "Whitening that align pca wrote; default: none.")
  private @Nullable Path pca;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the features go.")
  private Path out = Path.of("features");

  @Override
  public Integer call() throws IOException {
    List<Path> videos = options.videos();
    failIfSameNames(videos);
    ModelEntry model = options.model();
    Optional<Whitening> whitening = Optional.ofNullable(pca).map(RegionFeatures::read);
    OutputFolder.make("--out", out);
    int written = 0;
    PrintWriter console = Output.of(spec);
    try (FeatureMapExtractor extractor = Maps.open(model)) {
      for (Path video : videos) {
        try {
          NpyArray features = RegionFeatures.of(video, extractor, whitening);
          Path file = out.resolve(name(video));
          NpyWriter.write(file, features);
          console.println(file + "\t" + features.shape());
          written++;
        } catch (ClipException problem) {
          console.println("Cannot use " + video + ": " + problem.getMessage());
        }
        console.flush();
      }
    }
    return written == 0 ? Main.TOO_MANY_ERRORS : Main.OK;
  }

  private static String name(Path video) {
    return String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "") + ".npy";
  }

  private static void failIfSameNames(List<Path> videos) {
    Map<String, Path> seen = new HashMap<>();
    for (Path video : videos) {
      Path before = seen.put(name(video), video);
      if (before != null) {
        throw new ConfigException(
            "Was %s and %s, which would both become %s; expected videos of different names"
                .formatted(before, video, name(video)));
      }
    }
  }
}
