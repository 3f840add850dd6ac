package org.clipmill.jobs.focus;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.focus.PickFromVideos;

/** Answers questions about videos on Spark, one task per question. */
public final class FocusJob {
  /** The rows, one per question. */
  public static final String PARQUET = "keyframes.parquet";

  private static final int MOST_TASKS = 20_000;
  private static final int MOST_FAILURES_SHOWN = 5;

  private final SparkSession spark;
  private final Path folder;
  private final List<String> failures = new ArrayList<>();

  /**
   * Prepares a job.
   *
   * @param folder where the rows go; it must be there
   */
  public FocusJob(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Answers all questions; the rows stay in the folder, and the files are finished. */
  public void run(
      List<Question> questions,
      PickFromVideos picking,
      FocusFiles files,
      Map<String, Object> parameters) {
    String parquet = folder.resolve(PARQUET).toUri().toString();
    asked(questions)
        .mapPartitions(picking, Encoders.row(PickFromVideos.ANSWERED))
        .repartition(1)
        .sortWithinPartitions("original_idx")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet);
    Iterator<Row> answers =
        spark
            .read()
            .schema(PickFromVideos.ANSWERED)
            .parquet(parquet)
            .repartition(1)
            .sortWithinPartitions(col("original_idx"))
            .toLocalIterator();
    answers.forEachRemaining(answer -> add(answer, files));
    files.finish(parameters, spark.sparkContext().defaultParallelism());
  }

  private Dataset<Row> asked(List<Question> questions) {
    List<Row> rows = new ArrayList<>();
    for (Question question : questions) {
      rows.add(
          RowFactory.create(question.index(), question.video(), question.path(), question.query()));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = Math.min(MOST_TASKS, rows.size());
    return spark.createDataFrame(context.parallelize(rows, tasks), PickFromVideos.ASKED);
  }

  private void add(Row answer, FocusFiles files) {
    double seconds = answer.<Double>getAs("task_seconds");
    Row error = answer.getAs(Tables.ERROR_COLUMN);
    if (error != null) {
      String message = error.<String>getAs("code") + ": " + error.<String>getAs("message");
      files.addFailed(message, seconds);
      failures.add("failed: question " + answer.<Integer>getAs("original_idx") + ": " + message);
      return;
    }
    files.add(
        new FocusFiles.Answer(
            answer.getList(answer.fieldIndex("selected_frames")),
            answer.<Integer>getAs("total_frames"),
            answer.<Integer>getAs("scored_frames"),
            answer.<Double>getAs("video_seconds")),
        answer.getAs("details"),
        seconds);
  }

  /** Gives the first questions that failed, a line each. */
  public List<String> failures() {
    return failures.subList(0, Math.min(MOST_FAILURES_SHOWN, failures.size()));
  }
}
