package org.clipmill.udfs.frames;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.SamplingClock;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * Embeds images, and the sampled frames of videos: one row per image or frame, or one with an error
 * for a file that cannot be used.
 *
 * @param model an image-embedder or a text-scorer, with its hashes
 * @param periodMicros time between two sampled frames of a video
 */
public record EmbedFrames(ModelEntry model, long periodMicros, Storage storage)
    implements MapPartitionsFunction<Row, Row> {
  /** Name of the stage in errors. */
  public static final String STAGE = "embed";

  /** Columns of the input. */
  public static final StructType WANTED =
      new StructType().add("path", DataTypes.StringType).add("recipe", DataTypes.StringType);

  /** Columns of the output; frame and time are null for an image. */
  public static final StructType SCHEMA =
      WANTED
          .add("frame", DataTypes.LongType)
          .add("time_us", DataTypes.LongType)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false))
          .add("error", Schemas.ERROR);

  @Override
  public Iterator<Row> call(Iterator<Row> files) {
    FrameEncoder encoder = ModelCache.ofJvm().encoder(model);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> encoder.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.mappedBatches(files, 1, file -> rows(file.get(0), encoder));
  }

  private List<Row> rows(Row file, FrameEncoder encoder) {
    String path = file.getString(0);
    try (Storage.LocalFile local = storage.read(path)) {
      return Pictures.isPicture(path)
          ? List.of(row(file, null, null, vector(encoder, Pictures.read(local.path()))))
          : rowsOfVideo(file, local, encoder);
    } catch (ClipException e) {
      return List.of(
          RowFactory.create(path, file.getString(1), null, null, null, TableRow.error(STAGE, e)));
    }
  }

  private List<Row> rowsOfVideo(Row file, Storage.LocalFile local, FrameEncoder encoder) {
    List<Row> rows = new ArrayList<>();
    SamplingClock clock = new ClipClock(periodMicros);
    try (FrameSource source = FfmpegFrameSource.open(local.path())) {
      while (source.next()) {
        if (clock.chooses(source.index(), source.timeMicros())) {
          float[] vector = vector(encoder, source.readRgb());
          rows.add(row(file, source.index(), source.timeMicros(), vector));
        }
      }
    }
    return rows;
  }

  private static float[] vector(FrameEncoder encoder, RgbFrame frame) {
    FrameCode code = encoder.encode(List.of(frame)).get(0);
    return code.values();
  }

  private static Row row(Row file, @Nullable Long frame, @Nullable Long micros, float[] vector) {
    return RowFactory.create(file.getString(0), file.getString(1), frame, micros, vector, null);
  }
}
