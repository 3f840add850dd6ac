package org.clipmill.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.jobs.demo.DemoVideos;
import org.clipmill.jobs.demo.SearchedVideo;
import org.clipmill.jobs.run.Console;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Runner;
import org.clipmill.jobs.run.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole pipeline on a small painted set. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Paints a small set of videos, good, bad and broken, and runs the whole pipeline on it; then"
          + " lets FOCUS search a longer video.",
      "A second run finds everything done."
    },
    footer = {"", "Example: clipmill demo --dir /tmp/clipmill-demo"})
public final class DemoCommand implements Callable<Integer> {
  private static final String SETTINGS =
      """
      # Settings of the demo, laid over conf/pipeline.yaml.
      run:
        work: work
      ingest:
        inputs: [videos/metadata.json]
      rank:
        keep: 7
      select:
        count: 4
      """;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "Where everything goes; default: ${DEFAULT-VALUE}.",
      defaultValue = "clipmill-demo")
  private Path folder = Path.of("clipmill-demo");

  @Override
  public Integer call() throws IOException {
    Console console = Pipeline.console(System.out);
    Path settings = folder.resolve("demo.yaml");
    if (Files.exists(folder) && Files.notExists(settings) && !isEmpty(folder)) {
      throw new ConfigException(
          "--dir: was " + folder + ", which holds other files; allowed: a new folder");
    }
    if (Files.notExists(folder.resolve("videos/metadata.json"))) {
      console.line("Painting videos into " + folder.resolve("videos") + " ...");
      DemoVideos.paint(folder.resolve("videos"));
    }
    Files.writeString(settings, SETTINGS);
    Site site = Settings.siteOf(ConfigFiles.read(List.of(settings), List.of()));
    List<Runner.Outcome> outcomes = Pipeline.run(site, Plan.Range.ALL, Optional.empty(), console);
    String dataset = Pipeline.dataset(outcomes).orElse("");
    console.line("");
    console.line("Dataset            " + dataset);
    console.line("  samples/         Parquet, one row per training sample");
    console.line("  clips/           the clip files");
    console.line("  errors.parquet   every other clip, and why it is not here");
    console.line("  summary.json     the table above");
    console.line("  recipes/         what each table was made from");
    console.line("");
    new SearchDemo(new SearchedVideo(10)).show(folder, console);
    console.line("");
    console.line("Look further       clipmill explain shaking.0_0 --conf " + settings);
    console.line("                   clipmill explain pan_right_mirrored.0_0 --conf " + settings);
    console.line(
        "                   (a copy in disguise: which clip stays in its place, and where)");
    console.line("                   clipmill tables --conf " + settings);
    return 0;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
