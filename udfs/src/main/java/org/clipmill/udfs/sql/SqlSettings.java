package org.clipmill.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.EncoderChoice;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The settings of the functions over clips: those that ship, and over them what the configuration
 * of the Spark application says under {@code spark.clipmill.measure.}, for example {@code
 * spark.clipmill.measure.encoder=taesdxl}. Every executor has that configuration.
 */
final class SqlSettings {
  private static final String SECTION = "measure.";
  private static final String PREFIX = "spark.clipmill." + SECTION;
  private static final long MICROS_PER_MILLI = 1000;

  private final SparkConf spark;
  private final PipelineConfig.Measure measure;

  private SqlSettings(SparkConf spark, PipelineConfig.Measure measure) {
    this.spark = spark;
    this.measure = measure;
  }

  /**
   * Gives the settings of the application that this JVM works for.
   *
   * @throws ConfigException if one is unknown, or has a value that is not allowed
   */
  static SqlSettings ofApplication() {
    SparkEnv application = SparkEnv.get();
    return of(application == null ? new SparkConf() : application.conf());
  }

  static SqlSettings of(SparkConf spark) {
    List<String> sets = new ArrayList<>();
    for (Tuple2<String, String> set : spark.getAllWithPrefix(PREFIX)) {
      sets.add(SECTION + set._1() + "=" + set._2());
    }
    PipelineConfig.Measure measure = ConfigFiles.read(List.of(), sets).measure();
    if (measure.mode() != MeasureMode.CORRECTED) {
      throw new ConfigException(
          PREFIX
              + "mode: was filtrain; allowed: corrected, because filtrain's numbers need the place"
              + " of a clip in its span, which a path does not tell");
    }
    return new SqlSettings(spark, measure);
  }

  /** Gives the clip time between two sampled frames. */
  long periodMicros() {
    return measure.samplePeriodMs() * MICROS_PER_MILLI;
  }

  /** Gives the checked model of the settings; empty if they want none. */
  Optional<ModelEntry> modelIfAny() {
    return EncoderChoice.of(measure);
  }

  /** Gives the checked model that embeds frames; empty if the encoder's codes are the embedding. */
  Optional<ModelEntry> embedderIfAny() {
    return EncoderChoice.embedder(measure);
  }

  /**
   * Gives a checked model.
   *
   * @param id its name in the catalog; if null, the one of the settings
   * @throws ConfigException if there is no such model, or it cannot be used here
   */
  ModelEntry model(@Nullable String id) {
    return EncoderChoice.of(measure, id == null ? measure.encoder() : id);
  }

  /** Gives the settings of the file systems: Hadoop's own, and {@code spark.hadoop.*} over them. */
  Configuration fileSystems() {
    return SparkHadoopUtil.get().newConfiguration(spark);
  }
}
