package org.clipmill.jobs.mif;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.clipmill.core.mif.Labels;
import org.clipmill.core.mif.MifRow;
import org.clipmill.core.mif.MostInformativeFrame;
import org.clipmill.udfs.mif.ClassifyVideos;

/** Finds most informative frames on Spark, one task per video. */
public final class MifJob {
  /** One row per video. */
  public static final String FOUND = "mifs.parquet";

  /** One row per video, frame and class. */
  public static final String EVERY = "all_classes.parquet";

  private static final int MOST_TASKS = 20_000;
  private static final Column[] VIDEO = {col("category"), col("file")};

  private final SparkSession spark;
  private final Path folder;

  /**
   * Prepares a job.
   *
   * @param folder where the rows go; it must be there
   */
  public MifJob(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * What came of it.
   *
   * @param found one row per good video, sorted by category and file
   * @param failed message by video
   */
  public record Outcome(List<MifRow> found, Map<String, String> failed) {}

  /**
   * Classifies the videos; the rows stay in the folder.
   *
   * @param labels that have every category
   */
  public Outcome run(
      List<CategoryFolders.Video> videos, Labels labels, ClassifyVideos classifying) {
    Dataset<Row> asked = asked(videos, labels);
    Dataset<Row> rows = asked.mapPartitions(classifying, Encoders.row(classifying.schema()));
    if (classifying.detail() == ClassifyVideos.Detail.ALL_CLASSES) {
      write(rows, EVERY);
      rows = mostInformative(read(EVERY), asked);
    }
    write(rows.coalesce(1), FOUND);
    List<MifRow> found = new ArrayList<>();
    Map<String, String> failed = new TreeMap<>();
    for (Row row : read(FOUND).collectAsList()) { // one per file that the driver listed
      String category = row.getAs("category");
      String file = row.getAs("file");
      Row error = row.getAs("error");
      if (error != null) {
        failed.put(category + "/" + file, error.getAs("message"));
      } else {
        int frame = row.<Integer>getAs("mif_idx");
        double probability = row.<Double>getAs("probability");
        found.add(new MifRow(category, file, new MostInformativeFrame(frame, probability)));
      }
    }
    found.sort(MifRow.BY_NAME);
    return new Outcome(found, failed);
  }

  private Dataset<Row> asked(List<CategoryFolders.Video> videos, Labels labels) {
    List<Row> rows = new ArrayList<>();
    for (CategoryFolders.Video video : videos) {
      rows.add(
          RowFactory.create(
              video.category(),
              video.file(),
              video.path().toString(),
              labels.find(video.category()).orElseThrow()));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = Math.min(MOST_TASKS, rows.size());
    return spark.createDataFrame(context.parallelize(rows, tasks), ClassifyVideos.ASKED);
  }

  /** Spark sorts NaN above all numbers, as NumPy's argmax finds it first. */
  private static Dataset<Row> mostInformative(Dataset<Row> every, Dataset<Row> asked) {
    Dataset<Row> failed =
        every
            .where(col("error").isNotNull())
            .join(
                broadcast(
                    asked
                        .select("category", "file", "class_index")
                        .withColumnRenamed("class_index", "label")),
                names())
            .select(
                col("category"),
                col("file"),
                col("label").as("class_index"),
                lit(null).cast("int").as("frames"),
                lit(null).cast("int").as("mif_idx"),
                lit(null).cast("double").as("probability"),
                col("error"));
    Dataset<Row> counts = every.groupBy(VIDEO).agg(countDistinct("frame").cast("int").as("frames"));
    Dataset<Row> best =
        every
            .join(
                broadcast(asked.select("category", "file", "class_index")),
                new String[] {"category", "file", "class_index"})
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy(VIDEO).orderBy(col("probability").desc(), col("frame"))))
            .where(col("place").equalTo(1))
            .join(counts, names())
            .select(
                col("category"),
                col("file"),
                col("class_index"),
                col("frames"),
                col("frame").as("mif_idx"),
                col("probability").cast("double").as("probability"),
                col("error"));
    return best.union(failed);
  }

  private static String[] names() {
    return new String[] {"category", "file"};
  }

  private void write(Dataset<Row> rows, String name) {
    rows.write().mode(SaveMode.Overwrite).parquet(folder.resolve(name).toUri().toString());
  }

  private Dataset<Row> read(String name) {
    return spark
        .read()
        .schema(name.equals(EVERY) ? ClassifyVideos.EVERY : ClassifyVideos.FOUND)
        .parquet(folder.resolve(name).toUri().toString());
  }
}
