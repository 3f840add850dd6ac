package org.clipmill.udfs.metadata;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.ClipPlace;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.clip.Ids;
import org.clipmill.core.clip.Timestamp;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * A clip as a metadata file has it: texts, not yet checked, null where there is nothing.
 *
 * @param position order among all clips
 * @param sourceFile the metadata file
 * @param videoId id of the video
 * @param spanId id of the span
 * @param clipId id of the clip
 * @param url address of the video, already absolute
 * @param spanStart {@code hh:mm:ss.mmm} or seconds
 * @param spanEnd the same
 * @param fps the rate that the cut counts in
 * @param cutStart a frame number
 * @param cutEnd a frame number, or -1 for the end of the span
 * @param caption the text
 */
record ClipEntry(
    long position,
    String sourceFile,
    @Nullable String videoId,
    @Nullable String spanId,
    @Nullable String clipId,
    @Nullable String url,
    @Nullable String spanStart,
    @Nullable String spanEnd,
    @Nullable String fps,
    @Nullable String cutStart,
    @Nullable String cutEnd,
    @Nullable String caption) {

  /** How HDVG writes "to the end of the span". */
  private static final long OPEN_END = -1;

  /** Gives the row: checked, or with the first error that was found. */
  Row toRow(Guard guard) {
    return guard.row(() -> checked().build(), this::named);
  }

  private TableRow named() {
    return TableRow.of(Tables.METADATA)
        .set(Tables.CLIP_ID, clipId)
        .set(Tables.SPAN_ID, spanId)
        .set(Tables.VIDEO_ID, videoId)
        .set(Tables.POSITION, position)
        .set("source_file", sourceFile)
        .set("url", url)
        .set("caption", caption);
  }

  private TableRow checked() {
    Ids.checked("video id", videoId == null ? "" : videoId);
    Ids.checked("span id", spanId == null ? "" : spanId);
    Ids.checked("clip id", clipId == null ? "" : clipId);
    if (url == null || url.isBlank()) {
      throw new ClipException(
          ClipError.MISSING_URL, "Missing the url of the video \"" + videoId + "\"");
    }
    FrameRate rate = rate();
    long end = frame("end", cutEnd);
    ClipPlace place =
        new ClipPlace(
            time("start", spanStart),
            time("end", spanEnd),
            rate,
            frame("start", cutStart),
            end == OPEN_END ? OptionalLong.empty() : OptionalLong.of(end));
    return named()
        .set("span_start_us", place.spanStartMicros())
        .set("span_end_us", place.spanEndMicros())
        .set("fps_num", rate.numerator())
        .set("fps_den", rate.denominator())
        .set("cut_start_frame", place.cutStart())
        .set("cut_end_frame", place.cutEnd().isPresent() ? place.cutEnd().getAsLong() : null);
  }

  private FrameRate rate() {
    if (fps == null) {
      throw new ClipException(ClipError.BAD_FRAME_RATE, "Missing the frame rate of the cut");
    }
    try {
      return FrameRate.ofDecimal(Double.parseDouble(fps));
    } catch (NumberFormatException e) {
      throw new ClipException(
          ClipError.BAD_FRAME_RATE, "Cannot use the frame rate \"" + fps + "\": expected a number");
    } catch (IllegalArgumentException e) {
      throw new ClipException(
          ClipError.BAD_FRAME_RATE, "Cannot use the frame rate: " + e.getMessage());
    }
  }

  private static long time(String which, @Nullable String text) {
    if (text == null) {
      throw new ClipException(ClipError.BAD_SPAN, "Missing the " + which + " of the span");
    }
    if (text.contains(":")) {
      return Timestamp.parseMicros(text);
    }
    try {
      double micros = Double.parseDouble(text) * 1e6;
      if (!(Math.abs(micros) < 1e15)) {
        throw new NumberFormatException();
      }
      return Math.round(micros);
    } catch (NumberFormatException e) {
      throw new ClipException(
          ClipError.BAD_SPAN,
          "Cannot read the " + which + " of the span, \"" + text + "\": expected hh:mm:ss.mmm");
    }
  }

  /** Reads a whole number; tables that have seen a null write 12 as 12.0. */
  private static long frame(String which, @Nullable String text) {
    if (text == null) {
      throw new ClipException(ClipError.BAD_CUT, "Missing the " + which + " of the cut");
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new ClipException(
          ClipError.BAD_CUT,
          "Cannot read the " + which + " of the cut, \"" + text + "\": expected a frame number");
    }
  }
}
