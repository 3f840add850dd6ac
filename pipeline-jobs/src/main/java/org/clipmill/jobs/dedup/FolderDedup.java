package org.clipmill.jobs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Tally;
import org.clipmill.udfs.dedup.AlikeClips;
import org.clipmill.udfs.dedup.Duplicates;
import org.clipmill.udfs.dedup.HashVideo;

/**
 * Finds the near-duplicates among the videos of a folder. Hashes are kept beside the result; a
 * second run hashes only files that are new or changed.
 */
public final class FolderDedup {
  private static final String[] FILE = {"path", "file_bytes", "modified_ms"};
  private static final StructType FILES =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("file_bytes", DataTypes.LongType)
          .add("modified_ms", DataTypes.LongType);

  private final SparkSession spark;
  private final Path out;

  /** Works in a session; {@code out} holds the hashes. */
  public FolderDedup(SparkSession spark, Path out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * A file that could not be hashed.
   *
   * @param path of the file
   * @param message what is wrong with it
   */
  public record Unreadable(String path, String message) {}

  /**
   * A file that another one stands for.
   *
   * @param path of the file
   * @param keptPath of the one that stays
   * @param reason such as {@code near_duplicate_mirrored}
   * @param score mean cosine of the frames that both show
   * @param offsetMicros position in the file less that in the other where both show the same
   */
  public record Duplicate(
      String path, String keptPath, String reason, double score, long offsetMicros) {}

  /**
   * What was found.
   *
   * @param videos how many files there are
   * @param hashed how many of them were hashed in this run
   * @param groups by the path of the file that stays, those that show the same
   */
  public record Findings(
      long videos, long hashed, Map<String, List<Duplicate>> groups, List<Unreadable> unreadable) {}

  /**
   * Looks for duplicates. Of a group the file with the most pixels stays, of equals the largest, of
   * equals the first by path.
   *
   * @param minScore the least mean cosine of the frames that both show
   */
  public Findings find(Path folder, double minScore) throws IOException {
    Dataset<Row> files = spark.createDataFrame(VideoFolder.files(folder), FILES);
    long hashed = hash(files);
    Dataset<Row> known = hashes();
    Dataset<Row> clips =
        known
            .filter(col("error").isNull())
            .withColumn(Tables.CLIP_ID, col("path"))
            .withColumn("score", lit(null).cast(DataTypes.DoubleType))
            .withColumn(
                AlikeClips.PLACE,
                row_number()
                    .over(
                        Window.orderBy(col("pixels").desc(), col("file_bytes").desc(), col("path")))
                    .cast(DataTypes.LongType));
    Map<String, List<Duplicate>> groups = new TreeMap<>();
    Dataset<Row> judged = Duplicates.judged(clips, AlikeClips.pairs(clips, minScore));
    // At most as many rows as there are files.
    for (Row row : judged.filter(col(Tables.DROPPED).isNotNull()).collectAsList()) {
      groups
          .computeIfAbsent(row.getAs("duplicate_of"), path -> new ArrayList<>())
          .add(duplicate(row));
    }
    return new Findings(known.count(), hashed, groups, unreadable(known));
  }

  private static Duplicate duplicate(Row row) {
    return new Duplicate(
        row.getAs(Tables.CLIP_ID),
        row.getAs("duplicate_of"),
        row.getAs(Tables.DROPPED),
        row.<Double>getAs("duplicate_score"),
        row.<Long>getAs("duplicate_offset_us"));
  }

  private static List<Unreadable> unreadable(Dataset<Row> known) {
    return known
        .filter(col("error").isNotNull())
        .select(col("path"), col("error.message"))
        .orderBy("path")
        .collectAsList()
        .stream()
        .map(row -> new Unreadable(row.getString(0), row.getString(1)))
        .toList();
  }

  /** Brings the stored hashes up to date and gives how many files were hashed. */
  private long hash(Dataset<Row> files) throws IOException {
    Dataset<Row> kept = hashes().join(files, FILE, "left_semi");
    Dataset<Row> fresh = files.join(kept.select("path"), new String[] {"path"}, "left_anti");
    long count = fresh.count();
    Tally tally = new Tally();
    spark.sparkContext().register(tally, "dedup");
    int tasks = (int) Math.max(1, Math.min(count, 1000));
    Dataset<Row> hashed =
        fresh
            .repartition(tasks)
            .mapPartitions(
                new HashVideo(new Guard("dedup", tally)),
                Encoders.row(Schemas.of(HashVideo.HASHES)));
    Path draft = out.resolve("hashes.draft");
    kept.unionByName(hashed).coalesce(4).write().mode(SaveMode.Overwrite).parquet(draft.toString());
    replace(draft, out.resolve("hashes"));
    return count;
  }

  private Dataset<Row> hashes() {
    StructType schema = Schemas.of(HashVideo.HASHES);
    Path folder = out.resolve("hashes");
    return Files.isDirectory(folder)
        ? spark.read().schema(schema).parquet(folder.toString())
        : spark.createDataFrame(List.of(), schema);
  }

  private static void replace(Path draft, Path target) throws IOException {
    Path old = target.resolveSibling("hashes.old");
    deleteAll(old);
    if (Files.exists(target)) {
      Files.move(target, old);
    }
    Files.move(draft, target);
    deleteAll(old);
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
