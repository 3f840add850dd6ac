package org.clipmill.udfs.mif;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.mif.MostInformativeFrame;
import org.clipmill.core.mif.Softmax;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;

/**
 * Classifies the frames of videos.
 *
 * @param detail what rows come out
 */
public record ClassifyVideos(ModelEntry model, Detail detail, Storage storage)
    implements MapPartitionsFunction<Row, Row> {

  /** What rows come out. */
  public enum Detail {
    /** One per video: its most informative frame. */
    MOST_INFORMATIVE,
    /** One per video, frame and class. */
    ALL_CLASSES
  }

  /** Rows that are asked: {@code class_index} is that of the category among the labels. */
  public static final StructType ASKED =
      new StructType()
          .add("category", DataTypes.StringType)
          .add("file", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("class_index", DataTypes.IntegerType);

  /** Rows of {@link Detail#MOST_INFORMATIVE}. */
  public static final StructType FOUND =
      new StructType()
          .add("category", DataTypes.StringType)
          .add("file", DataTypes.StringType)
          .add("class_index", DataTypes.IntegerType)
          .add("frames", DataTypes.IntegerType)
          .add("mif_idx", DataTypes.IntegerType)
          .add("probability", DataTypes.DoubleType)
          .add("error", Schemas.ERROR);

  /** Rows of {@link Detail#ALL_CLASSES}; of a video that failed there is one, with the error. */
  public static final StructType EVERY =
      new StructType()
          .add("category", DataTypes.StringType)
          .add("file", DataTypes.StringType)
          .add("frame", DataTypes.IntegerType)
          .add("class_index", DataTypes.IntegerType)
          .add("probability", DataTypes.FloatType)
          .add("error", Schemas.ERROR);

  private static final String STAGE = "mif";

  /** Gives the schema of the rows that come out. */
  public StructType schema() {
    return detail == Detail.ALL_CLASSES ? EVERY : FOUND;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> videos) {
    FrameClassifier classifier = ModelCache.ofJvm().classifier(model);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> classifier.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.flattened(videos, video -> rows(video, classifier));
  }

  private Iterator<Row> rows(Row video, FrameClassifier classifier) {
    try {
      List<float[]> logits = VideoLogits.of(video.getString(2), storage, classifier);
      return detail == Detail.ALL_CLASSES
          ? every(video, logits)
          : List.of(found(video, logits)).iterator();
    } catch (ClipException problem) {
      Row error = TableRow.error(STAGE, problem);
      return List.of(
              detail == Detail.ALL_CLASSES
                  ? RowFactory.create(video.get(0), video.get(1), null, null, null, error)
                  : RowFactory.create(
                      video.get(0), video.get(1), video.get(3), null, null, null, error))
          .iterator();
    }
  }

  private static Row found(Row video, List<float[]> logits) {
    MostInformativeFrame found = MostInformativeFrame.of(logits, video.getInt(3));
    return RowFactory.create(
        video.get(0),
        video.get(1),
        video.get(3),
        logits.size(),
        found.frame(),
        found.probability(),
        null);
  }

  private static Iterator<Row> every(Row video, List<float[]> logits) {
    Iterator<Integer> frames = IntStream.range(0, logits.size()).iterator();
    return Rows.flattened(
        frames, frame -> rowsOfFrame(video, frame, Softmax.of(logits.get(frame))));
  }

  private static Iterator<Row> rowsOfFrame(Row video, int frame, float[] probabilities) {
    List<Row> rows = new ArrayList<>();
    for (int label = 0; label < probabilities.length; label++) {
      rows.add(
          RowFactory.create(video.get(0), video.get(1), frame, label, probabilities[label], null));
    }
    return rows.iterator();
  }
}
