package org.clipmill.udfs;

import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashedFrames;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.FiltrainClock;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.feature.SamplingClock;
import org.clipmill.core.table.Tables;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.media.FfmpegFrameSource.ColourMatrix;
import org.clipmill.models.ModelEntry;
import org.jspecify.annotations.Nullable;

/**
 * Takes all numbers of a clip in one decode.
 *
 * @param mode whose numbers
 * @param periodMicros clip time between two sampled frames
 * @param encoder encodes frames; null for none
 * @param embedder embeds frames; null for an embedding made of what the encoder gives
 */
public record MeasureClip(
    MeasureMode mode,
    long periodMicros,
    @Nullable ModelEntry encoder,
    @Nullable ModelEntry embedder,
    Storage storage,
    Guard guard)
    implements MapPartitionsFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    ClipInstruments instruments =
        ClipInstruments.open(mode, Optional.ofNullable(encoder), Optional.ofNullable(embedder));
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> instruments.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.mapped(clips, clip -> row(clip, instruments));
  }

  private Row row(Row clip, ClipInstruments instruments) {
    return guard.row(
        () -> measured(clip, instruments).build(),
        () -> TableRow.of(Tables.FEATURES).setAllFrom(clip));
  }

  private TableRow measured(Row clip, ClipInstruments instruments) {
    ClipFeatures features;
    Optional<ClipHash> hash;
    String file = storage.locate(clip.getString(clip.fieldIndex("path")));
    try (Storage.LocalFile local = storage.read(file);
        HashedFrames source = HashedFrames.of(FfmpegFrameSource.open(local.path(), colours()))) {
      features = instruments.measurer().measure(source, clock(clip));
      hash = source.hash();
    }
    TableRow row = TableRow.of(Tables.FEATURES).setAllFrom(clip);
    FeatureColumns.of(features).forEach(row::set);
    row.set("frame_hashes", hash.map(ClipHash::toBytes).orElse(null));
    return row;
  }

  /** Gives how filtrain sees colours, which reads videos with OpenCV, or how they are stated. */
  private ColourMatrix colours() {
    return mode == MeasureMode.FILTRAIN ? ColourMatrix.BT601 : ColourMatrix.STATED;
  }

  private SamplingClock clock(Row clip) {
    if (mode == MeasureMode.CORRECTED) {
      return new ClipClock(periodMicros);
    }
    long first = clip.getLong(clip.fieldIndex("cut_start_frame"));
    long frames = clip.getLong(clip.fieldIndex("num_frames"));
    FrameRate rate =
        new FrameRate(
            clip.getLong(clip.fieldIndex("fps_num")), clip.getLong(clip.fieldIndex("fps_den")));
    return new FiltrainClock(first, first + frames, rate.framesPerSecond());
  }
}
