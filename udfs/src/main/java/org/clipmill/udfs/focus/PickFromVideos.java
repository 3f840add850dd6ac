package org.clipmill.udfs.focus;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.focus.FocusMode;
import org.clipmill.core.focus.FocusResult;
import org.clipmill.core.focus.FocusSettings;
import org.clipmill.core.focus.FocusTask;
import org.clipmill.core.focus.GapRule;
import org.clipmill.core.focus.Keyframe;
import org.clipmill.core.random.StableSeed;
import org.clipmill.core.recipe.Json;
import org.clipmill.media.VideoFrames;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;

/**
 * Picks the keyframes of videos by questions about them; a row per question.
 *
 * @param mode whose FOCUS
 * @param settings of FOCUS
 * @param gap how far keyframes should lie apart
 * @param keyframes how many are wanted
 * @param scorer scores frames against a question
 * @param seed that of a question comes from it, the name of the video and the question, so that
 *     neither their order nor the number of tasks matters
 */
public record PickFromVideos(
    FocusMode mode,
    FocusSettings settings,
    GapRule gap,
    int keyframes,
    ModelEntry scorer,
    long seed,
    Storage storage)
    implements MapPartitionsFunction<Row, Row> {
  /** Rows that are asked: a running number, a name for seeds and tables, where the video is. */
  public static final StructType ASKED =
      new StructType()
          .add("original_idx", DataTypes.IntegerType)
          .add("video", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("query", DataTypes.StringType);

  /** Rows that answer; {@code details} is the JSON of one entry of sampling_details.json. */
  public static final StructType ANSWERED =
      ASKED
          .add("selected_frames", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("selected_us", DataTypes.createArrayType(DataTypes.LongType, false))
          .add("relevance", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("origin", DataTypes.createArrayType(DataTypes.StringType, false))
          .add("total_frames", DataTypes.IntegerType)
          .add("fps", DataTypes.DoubleType)
          .add("video_seconds", DataTypes.DoubleType)
          .add("scored_frames", DataTypes.IntegerType)
          .add("decoded_frames", DataTypes.LongType)
          .add("details", DataTypes.StringType)
          .add("task_seconds", DataTypes.DoubleType)
          .add("error", Schemas.ERROR);

  private static final String STAGE = "focus";
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public Iterator<Row> call(Iterator<Row> questions) {
    FrameTextScorer opened = ModelCache.ofJvm().textScorer(scorer);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> opened.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.mapped(questions, question -> answer(question, opened));
  }

  private Row answer(Row question, FrameTextScorer opened) {
    long start = System.nanoTime();
    try (Storage.LocalFile local = storage.read(question.getString(2));
        VideoFrames video = VideoFrames.open(local.path())) {
      FocusResult result = picked(question, video, opened);
      return row(question, result, video, start);
    } catch (ClipException problem) {
      Object[] values = new Object[ANSWERED.size()];
      for (int i = 0; i < ASKED.size(); i++) {
        values[i] = question.get(i);
      }
      values[ANSWERED.fieldIndex("task_seconds")] = secondsSince(start);
      values[ANSWERED.fieldIndex("error")] = TableRow.error(STAGE, problem);
      return RowFactory.create(values);
    }
  }

  private FocusResult picked(Row question, VideoFrames video, FrameTextScorer opened) {
    String query = question.getString(3);
    if (query == null || query.isBlank()) {
      throw new ClipException(ClipError.BAD_QUERY, "Cannot ask for keyframes: the query is empty");
    }
    FocusTask task =
        FocusTask.withGap(video.count(), video.frameRate().framesPerSecond(), keyframes, gap);
    return mode.pick(
        task,
        settings,
        new DecodedRelevance(video, opened.query(query), opened.batchSize()),
        StableSeed.of(seed, question.getString(1) + "\n" + query));
  }

  private static Row row(Row question, FocusResult result, VideoFrames video, long start) {
    List<Keyframe> picks = result.keyframes();
    return RowFactory.create(
        question.get(0),
        question.get(1),
        question.get(2),
        question.get(3),
        picks.stream().mapToLong(Keyframe::frame).toArray(),
        picks.stream().mapToLong(pick -> video.timeMicros(pick.frame())).toArray(),
        picks.stream().mapToDouble(Keyframe::relevance).toArray(),
        picks.stream()
            .map(pick -> pick.origin().name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new),
        video.count(),
        video.frameRate().framesPerSecond(),
        result.details().videoMetadata().durationSeconds(),
        result.scoredFrames(),
        video.decodedFrames(),
        Json.ordered(result.details()),
        secondsSince(start),
        null);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }
}
