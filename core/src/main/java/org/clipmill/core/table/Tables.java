package org.clipmill.core.table;

import static org.clipmill.core.table.ColumnType.BINARY;
import static org.clipmill.core.table.ColumnType.DOUBLE;
import static org.clipmill.core.table.ColumnType.ERROR;
import static org.clipmill.core.table.ColumnType.FLOAT_ARRAY;
import static org.clipmill.core.table.ColumnType.INT;
import static org.clipmill.core.table.ColumnType.LONG;
import static org.clipmill.core.table.ColumnType.LONG_ARRAY;
import static org.clipmill.core.table.ColumnType.STRING;
import static org.clipmill.core.table.ColumnType.STRING_ARRAY;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every table and every column of the pipeline. Spark's schemas, {@code docs/tables.md} and the
 * check before a run are made from these declarations.
 */
public final class Tables {
  /** The fields of the error column, in order; {@code retriable} is a boolean. */
  public static final List<String> ERROR_FIELDS = List.of("code", "stage", "message", "retriable");

  /** Columns that carry a name in more than one table. */
  public static final String CLIP_ID = "clip_id";

  public static final String VIDEO_ID = "video_id";
  public static final String SPAN_ID = "span_id";
  public static final String POSITION = "position";
  public static final String DROPPED = "dropped";
  public static final String ERROR_COLUMN = "error";
  public static final String ROW_RECIPE = "row_recipe";

  private static final Column CLIP = column(CLIP_ID, STRING, "", "HDVG's scene, <video>.<n>_<k>.");
  private static final Column VIDEO = column(VIDEO_ID, STRING, "", "The source video.");
  private static final Column SPAN = column(SPAN_ID, STRING, "", "The span, <video>.<n>.");
  private static final Column PLACE =
      column(
          POSITION, LONG, "", "Order of all clips: number of the file * 2^40 + place in the file.");
  private static final Column FAULT =
      column(ERROR_COLUMN, ERROR, "", "What went wrong; null for a good row.");
  private static final Column WHY_DROPPED =
      column(DROPPED, STRING, "", "Why the clip goes no further; null for a kept one.");
  private static final Column MADE_FROM =
      column(ROW_RECIPE, STRING, "", "Fingerprint of what the row was computed from.");

  /** The seven numbers of filtrain, in the order in which its classifier reads them. */
  private static final List<Column> SEVEN_FEATURES =
      List.of(
          column("max_rgb_diff", DOUBLE, "levels^2", "Largest energy between sampled frames."),
          column("mean_rgb_diff", DOUBLE, "levels^2", "Mean energy between sampled frames."),
          column("max_velocity", DOUBLE, "px", "Largest mean flow of a pair, at 240x240."),
          column("mean_velocity", DOUBLE, "px", "Mean flow of a pair, at 240x240."),
          column("mse", DOUBLE, "", "Mean squared difference of VAE latents of a pair."),
          column("cos_sim", DOUBLE, "", "Mean cosine of VAE latents of a pair."),
          column("no_frames", DOUBLE, "frames", "Sampled frames."));

  private static final Column MOTION_SCORE =
      column("motion_score", DOUBLE, "diagonals/s", "Mean flow per second.");
  private static final Column EMBEDDING =
      column("embedding", FLOAT_ARRAY, "", "Where the clip lies among clips.");
  private static final Column KEYFRAMES_AT =
      column("keyframes", LONG_ARRAY, "frames", "Keyframes, counted in the clip from 0, by time.");
  private static final Column KEYFRAMES_US =
      column("keyframes_us", LONG_ARRAY, "us", "When each is shown, since the start of the clip.");
  private static final Column FRAME_HASHES =
      column("frame_hashes", BINARY, "", "Hashes of four frames a second, to find duplicates.");
  private static final Column SCORE =
      column("score", DOUBLE, "", "Probability that a person would keep the clip.");

  public static final Table METADATA =
      new Table(
          "metadata",
          "a clip as the metadata describes it",
          CLIP_ID,
          List.of(
              CLIP,
              SPAN,
              VIDEO,
              PLACE,
              column("source_file", STRING, "", "The metadata file."),
              column("url", STRING, "", "Address of the video, made absolute."),
              column("span_start_us", LONG, "us", "Start of the span in the video."),
              column("span_end_us", LONG, "us", "End of the span in the video, exclusive."),
              column("fps_num", LONG, "frames", "Frame rate that the cut counts in: numerator."),
              column("fps_den", LONG, "s", "Frame rate that the cut counts in: denominator."),
              column("cut_start_frame", LONG, "frames", "First frame, counted from the span."),
              column("cut_end_frame", LONG, "frames", "End, exclusive; null: end of the span."),
              column("caption", STRING, "", "The text that came with the clip."),
              FAULT));

  public static final Table VIDEOS =
      new Table(
          "videos",
          "one source video on storage",
          VIDEO_ID,
          List.of(
              VIDEO,
              column("url", STRING, "", "Where it came from."),
              column("path", STRING, "", "Where it is now: below the work folder, or absolute."),
              column("file_bytes", LONG, "bytes", "Size of the file."),
              column("sha256", STRING, "", "Hash of the file."),
              column("width", INT, "px", "Columns of a frame."),
              column("height", INT, "px", "Rows of a frame."),
              column("fps_num", LONG, "frames", "Frame rate: numerator."),
              column("fps_den", LONG, "s", "Frame rate: denominator."),
              column("duration_us", LONG, "us", "Length that the container states."),
              column("codec", STRING, "", "FFmpeg's name of the video codec."),
              FAULT,
              MADE_FROM));

  public static final Table CLIPS =
      new Table(
          "clips",
          "one clip file, frame-exact, verified",
          CLIP_ID,
          List.of(
              CLIP,
              VIDEO,
              column("path", STRING, "", "The clip file, below the work folder."),
              column("file_bytes", LONG, "bytes", "Size of the clip file."),
              column("width", INT, "px", "Columns of a frame."),
              column("height", INT, "px", "Rows of a frame."),
              column("fps_num", LONG, "frames", "Frame rate of source and clip: numerator."),
              column("fps_den", LONG, "s", "Frame rate of source and clip: denominator."),
              column("num_frames", LONG, "frames", "Frames of the clip, counted after writing."),
              column("duration_us", LONG, "us", "Length of the clip."),
              column("first_frame", LONG, "frames", "First frame, counted in the video from 0."),
              column("end_frame", LONG, "frames", "End in the video, exclusive."),
              column("start_us", LONG, "us", "Start of the clip in the video."),
              column("cut_start_frame", LONG, "frames", "First frame, counted from the span."),
              WHY_DROPPED,
              FAULT,
              MADE_FROM));

  public static final Table FEATURES =
      new Table(
          "features",
          "a clip and its numbers",
          CLIP_ID,
          joined(
              List.of(CLIP),
              SEVEN_FEATURES,
              List.of(MOTION_SCORE, EMBEDDING, FRAME_HASHES, WHY_DROPPED, FAULT, MADE_FROM)));

  public static final Table RANKING =
      new Table(
          "ranking",
          "a clip, its score and rank",
          CLIP_ID,
          List.of(
              CLIP,
              SPAN,
              SCORE,
              column("rank", LONG, "", "Place among the clips that stay, from 1."),
              WHY_DROPPED,
              FAULT));

  public static final Table KEYFRAMES =
      new Table(
          "keyframes",
          "a ranked clip and its keyframes",
          CLIP_ID,
          List.of(
              CLIP,
              column("query", STRING, "", "What was asked; null if nothing was."),
              KEYFRAMES_AT,
              KEYFRAMES_US,
              column(
                  "keyframes_relevance",
                  FLOAT_ARRAY,
                  "",
                  "How well each fits the query, as the scorer counts; null if nothing was asked."),
              column(
                  "keyframes_origin",
                  STRING_ARRAY,
                  "",
                  "top: scored itself; arm: chosen by its neighbours; even: nothing was asked."),
              column(
                  "keyframes_path",
                  STRING_ARRAY,
                  "",
                  "Their files, below the work folder; null if none are written."),
              column("scored_frames", INT, "frames", "How many frames the scorer looked at."),
              FAULT,
              MADE_FROM));

  public static final Table SELECTION =
      new Table(
          "selection",
          "a kept or dropped clip, and why",
          CLIP_ID,
          List.of(
              CLIP,
              SCORE,
              column("rank", LONG, "", "Place by score, from 1."),
              column("pick", INT, "", "Order in which the clip was picked, from 0."),
              column(
                  "distance", DOUBLE, "", "Distance to the picks before it; null for the first."),
              column("duplicate_of", STRING, "", "The clip that stays in its place; else null."),
              column("duplicate_score", DOUBLE, "", "Mean cosine of the frames both show."),
              column(
                  "duplicate_offset_us",
                  LONG,
                  "us",
                  "Position in this clip less that in the other where both show the same."),
              WHY_DROPPED,
              FAULT));

  public static final Table DATASET =
      new Table(
          "dataset",
          "a training sample",
          CLIP_ID,
          joined(
              List.of(
                  column("video", STRING, "", "The clip file, relative to the dataset's folder."),
                  column("caption", STRING, "", "The text of the clip."),
                  column("fps", DOUBLE, "frames/s", "Frame rate."),
                  column("seconds", DOUBLE, "s", "Length."),
                  column("num_frames", LONG, "frames", "Frames."),
                  column("width", INT, "px", "Columns of a frame."),
                  column("height", INT, "px", "Rows of a frame."),
                  MOTION_SCORE,
                  KEYFRAMES_AT,
                  KEYFRAMES_US,
                  SCORE,
                  column("rank", LONG, "", "Place by score, from 1."),
                  column("pick", INT, "", "Order in which the clip was picked, from 0."),
                  CLIP,
                  SPAN,
                  VIDEO,
                  column("url", STRING, "", "Address of the source video."),
                  column("start_us", LONG, "us", "Start of the clip in the source video."),
                  column("end_us", LONG, "us", "End of the clip in the source video, exclusive."),
                  column("first_frame", LONG, "frames", "First frame in the source video."),
                  column("end_frame", LONG, "frames", "End in the source video, exclusive.")),
              SEVEN_FEATURES,
              List.of(
                  EMBEDDING,
                  column("file_bytes", LONG, "bytes", "Size of the clip file."),
                  column("video_sha256", STRING, "", "Hash of the source video."))));

  /** Every clip that is not in the dataset, and why. Written by export beside the dataset. */
  public static final Table ERRORS =
      new Table(
          "errors",
          "a clip that is not in the dataset, and why",
          CLIP_ID,
          List.of(
              CLIP,
              VIDEO,
              column("url", STRING, "", "Address of the source video."),
              column("stage", STRING, "", "The stage in which the clip ended."),
              column("outcome", STRING, "", "filtered or failed."),
              column("code", STRING, "", "Reason or error code."),
              column("message", STRING, "", "What was seen and expected; null if filtered.")));

  private Tables() {}

  /** Gives all tables in the order in which they are made. */
  public static List<Table> all() {
    return List.of(
        METADATA, VIDEOS, CLIPS, FEATURES, RANKING, KEYFRAMES, SELECTION, DATASET, ERRORS);
  }

  private static List<Column> joined(List<Column> first, List<Column> second, List<Column> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  private static Column column(String name, ColumnType type, String unit, String sentence) {
    return new Column(name, type, unit, sentence);
  }
}
