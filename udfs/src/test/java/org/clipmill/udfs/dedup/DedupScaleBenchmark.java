package org.clipmill.udfs.dedup;

import java.util.Arrays;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Finds the copies among simulated clips, for each of the numbers given, and says how long. */
public final class DedupScaleBenchmark {
  private static final double MIN_SCORE = 0.82;

  private DedupScaleBenchmark() {}

  /** Runs {@code COUNT...}. */
  public static void main(String[] counts) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "16")
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("ERROR");
      for (long count : Arrays.stream(counts).mapToLong(Long::parseLong).toArray()) {
        MapFunction<Long, Row> simulated = SimulatedHashes::row;
        Dataset<Row> clips =
            spark
                .range(0, count, 1, 16)
                .as(Encoders.LONG())
                .map(simulated, Encoders.row(SimulatedHashes.SCHEMA))
                .persist();
        clips.count();
        long start = System.nanoTime();
        long candidates = AlikeClips.candidates(clips).count();
        double middle = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Dataset<Row> pairs = AlikeClips.pairs(clips, MIN_SCORE).persist();
        long found = pairs.count();
        long right = pairs.filter("second = first + 1 and second % 10 = 1").count();
        System.out.printf(
            "%d clips, %d copies: %d candidates in %.1f s; %d alike, %d of them copies, in %.1f s%n",
            count,
            count / SimulatedHashes.COPY_EVERY,
            candidates,
            middle,
            found,
            right,
            (System.nanoTime() - start) / 1e9);
        pairs.unpersist();
        clips.unpersist();
      }
    }
  }
}
