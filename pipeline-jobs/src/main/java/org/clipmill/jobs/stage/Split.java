package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.config.PipelineConfig.Audio;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.media.AudioTrack;
import org.clipmill.media.CutSettings;
import org.clipmill.media.Encoders;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.SplitVideo;

/** Cuts the clips out of their videos, frame by frame; all clips of a video in one decode. */
public final class Split implements Stage {
  private static final double MICROS = 1e6;

  @Override
  public String name() {
    return "split";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.METADATA, Tables.VIDEOS);
  }

  @Override
  public Table writes() {
    return Tables.CLIPS;
  }

  @Override
  public Record settings(PipelineConfig config) {
    return config.split();
  }

  /** Lengths only sort clips out. */
  private record Coding(
      String encoder, int quality, double keyFrameSeconds, Audio audio, double endSlackSeconds) {}

  @Override
  public Record rowSettings(PipelineConfig config) {
    PipelineConfig.Split split = config.split();
    return new Coding(
        split.encoder(),
        split.quality(),
        split.keyFrameSeconds(),
        split.audio(),
        split.endSlackSeconds());
  }

  @Override
  public List<String> problems(Site site) {
    Optional<String> problem = Encoders.problem("split.encoder", site.config().split().encoder());
    return problem.map(List::of).orElse(List.of());
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    PipelineConfig.Split split = inputs.config().split();
    Dataset<Row> clips = withVideos(inputs).withColumn(Tables.DROPPED, tooShortOrLong(split));
    Column isWanted = col(Tables.DROPPED).isNull().and(col(Tables.ERROR_COLUMN).isNull());
    Dataset<Row> wanted = clips.where(isWanted).drop(Tables.DROPPED, Tables.ERROR_COLUMN);
    Dataset<Row> others = clips.where(isWanted.equalTo(lit(false)));
    CutSettings coding =
        new CutSettings(
            split.encoder(),
            split.quality(),
            split.keyFrameSeconds(),
            split.audio() == Audio.KEEP ? AudioTrack.KEEP : AudioTrack.DROP);
    return inputs
        .refresh(
            wanted,
            new String[] {Tables.VIDEO_ID},
            new SplitVideo(
                coding,
                Math.round(split.endSlackSeconds() * MICROS),
                inputs.storage(),
                inputs.guard()))
        .union(asClips(others));
  }

  /** Every clip with its place and its video; the video's error becomes that of its clips. */
  private static Dataset<Row> withVideos(Inputs inputs) {
    Dataset<Row> videos =
        inputs
            .all(Tables.VIDEOS)
            .select(
                col(Tables.VIDEO_ID),
                col("path"),
                col("sha256"),
                col("fps_num").as("video_fps_num"),
                col("fps_den").as("video_fps_den"),
                col(Tables.ERROR_COLUMN));
    return inputs
        .kept(Tables.METADATA)
        .select(
            Tables.CLIP_ID,
            Tables.VIDEO_ID,
            "span_start_us",
            "span_end_us",
            "fps_num",
            "fps_den",
            "cut_start_frame",
            "cut_end_frame")
        .join(videos, new String[] {Tables.VIDEO_ID}, "left");
  }

  private static Column tooShortOrLong(PipelineConfig.Split split) {
    Column frameSeconds = col("fps_den").divide(col("fps_num"));
    Column toSpanEnd =
        col("span_end_us")
            .minus(col("span_start_us"))
            .divide(MICROS)
            .minus(col("cut_start_frame").multiply(frameSeconds));
    Column cut = col("cut_end_frame").minus(col("cut_start_frame")).multiply(frameSeconds);
    Column seconds = coalesce(cut, toSpanEnd);
    // Half a frame of slack: 30 frames at 29.97 are meant to be a second.
    Column slack = frameSeconds.divide(2);
    return when(col(Tables.ERROR_COLUMN).isNotNull(), lit(null))
        .when(seconds.lt(lit(split.minClipSeconds()).minus(slack)), lit("too_short"))
        .when(seconds.gt(lit(split.maxClipSeconds()).plus(slack)), lit("too_long"));
  }

  private static Dataset<Row> asClips(Dataset<Row> rows) {
    List<String> known =
        List.of(
            Tables.CLIP_ID,
            Tables.VIDEO_ID,
            "cut_start_frame",
            Tables.DROPPED,
            Tables.ERROR_COLUMN);
    Column[] columns =
        Arrays.stream(Schemas.of(Tables.CLIPS).fields())
            .map(field -> known.contains(field.name()) ? col(field.name()) : missing(field))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column missing(StructField field) {
    return lit(null).cast(field.dataType()).as(field.name());
  }
}
