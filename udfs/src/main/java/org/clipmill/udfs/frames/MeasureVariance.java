package org.clipmill.udfs.frames;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.PillowResize;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.variance.EightBitGrey;
import org.clipmill.core.variance.FrameVariance;
import org.clipmill.core.variance.VarianceMeter;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * Gives the frame variance index of videos from one decode: one row per video.
 *
 * @param shortSide to which larger frames are scaled before they are compared, in pixels
 * @param embedder whose features are compared; null for none: fsd is then null
 * @param work how much is looked at
 */
public record MeasureVariance(
    int shortSide, @Nullable ModelEntry embedder, Work work, Storage storage)
    implements MapPartitionsFunction<Row, Row> {
  /** Name of the stage in errors. */
  public static final String STAGE = "sample";

  private static final DataType CURVE = DataTypes.createArrayType(DataTypes.DoubleType, false);

  /** Columns of the output: all but path null with an error, curves null where not measured. */
  public static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("frames", DataTypes.LongType)
          .add("duration_us", DataTypes.LongType)
          .add("ssvd", CURVE)
          .add("ofvd", CURVE)
          .add("fsd", CURVE)
          .add("error", Schemas.ERROR);

  /** How much of a video is looked at. */
  public enum Work {
    /** Frames are counted. */
    COUNT,
    /** All curves are measured. */
    CURVES
  }

  @Override
  public Iterator<Row> call(Iterator<Row> videos) {
    boolean measures = work == Work.CURVES;
    Optional<FrameEncoder> encoder =
        Optional.ofNullable(measures ? embedder : null)
            .map(model -> ModelCache.ofJvm().encoder(model));
    OpticalFlow flow = new FarnebackFlow();
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing =
          context -> {
            encoder.ifPresent(FrameEncoder::close);
            flow.close();
          };
      task.addTaskCompletionListener(closing);
    }
    return Rows.mapped(videos, video -> row(video.getString(0), flow, encoder));
  }

  private Row row(String path, OpticalFlow flow, Optional<FrameEncoder> encoder) {
    try (Storage.LocalFile local = storage.read(path);
        FrameSource source = FfmpegFrameSource.open(local.path())) {
      VarianceMeter meter = new VarianceMeter(flow);
      Scaler scaler = new Scaler(shortSide);
      long frames = 0;
      long lastMicros = 0;
      for (; source.next(); frames++) {
        lastMicros = source.timeMicros();
        if (work == Work.CURVES) {
          RgbFrame frame = source.readRgb();
          meter.add(EightBitGrey.of(scaler.apply(frame)));
          encoder.ifPresent(model -> meter.add(model.encode(List.of(frame)).get(0)));
        }
      }
      long duration = frames == 0 ? 0 : lastMicros + lastMicros / Math.max(1, frames - 1);
      return RowFactory.create(
          path,
          frames,
          duration,
          curve(meter, FrameVariance.SSVD, work == Work.CURVES),
          curve(meter, FrameVariance.OFVD, work == Work.CURVES),
          curve(meter, FrameVariance.FSD, encoder.isPresent()),
          null);
    } catch (ClipException e) {
      return failed(path, e);
    } catch (IllegalArgumentException e) {
      // A frame smaller than the window of the comparison, or one that changes its size.
      return failed(path, new ClipException(ClipError.DECODE_FAILED, e.getMessage() + "", e));
    }
  }

  private static Row failed(String path, ClipException problem) {
    return RowFactory.create(path, null, null, null, null, null, TableRow.error(STAGE, problem));
  }

  private static double @Nullable [] curve(
      VarianceMeter meter, FrameVariance variance, boolean isMeasured) {
    return isMeasured ? meter.index(variance).weights() : null;
  }

  /** Scales frames whose shorter side is longer than wanted; others stay. */
  private static final class Scaler {
    private final int shortSide;
    private @Nullable PillowResize resize;

    private Scaler(int shortSide) {
      this.shortSide = shortSide;
    }

    private RgbFrame apply(RgbFrame frame) {
      FrameSize size = FrameSize.of(frame);
      if (Math.min(size.width(), size.height()) <= shortSide) {
        return new RgbFrame(size.width(), size.height(), frame.bytes());
      }
      PillowResize current = resize;
      if (current == null || !current.source().equals(size)) {
        current = new PillowResize(size, size.withShortSide(shortSide), ResizeFilter.BILINEAR);
        resize = current;
      }
      return current.apply(frame);
    }
  }
}
