package org.clipmill.jobs.command;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark. */
final class Sessions {
  /** What the pipeline wants unless the person said otherwise. */
  private static final Map<String, String> WISHES =
      Map.of(
          "spark.master", "local[*]",
          "spark.app.name", "clipmill",
          "spark.ui.enabled", "false",
          "spark.ui.showConsoleProgress", "false",
          "spark.sql.shuffle.partitions", "32",
          "spark.executor.heartbeatInterval", "2s",
          "spark.executorEnv.OMP_NUM_THREADS", "1",
          "spark.executorEnv.OPENBLAS_NUM_THREADS", "1",
          "spark.sql.extensions", "org.clipmill.udfs.ClipmillExtensions");

  private Sessions() {}

  static SparkSession open(Optional<String> master) {
    SparkConf conf = new SparkConf();
    WISHES.forEach(conf::setIfMissing);
    master.ifPresent(conf::setMaster);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
