package org.clipmill.jobs.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.jobs.run.Site;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command of the pipeline shares. */
final class Settings {
  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "Settings laid over the built-in ones; may stand more than once.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting over all files, for example split.min-clip-seconds=3.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, for example local[2] or spark://host:7077.")
  private @Nullable String master;

  /** Reads the settings. */
  Site site() {
    return siteOf(ConfigFiles.read(files, sets));
  }

  /** Gives the place of a run with these settings; file systems are set up as Spark's are. */
  static Site siteOf(PipelineConfig config) {
    return new Site(config, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /** Gives the Spark master that was asked for. */
  Optional<String> master() {
    return Optional.ofNullable(master);
  }
}
