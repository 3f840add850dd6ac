package org.clipmill.core.clip;

import java.util.OptionalLong;

/**
 * Where a clip lies: frames {@code cutStart} to {@code cutEnd} of a span, counted at the rate that
 * the metadata states. The end is exclusive and may be open.
 *
 * @param spanStartMicros start of the span in the video
 * @param spanEndMicros end of the span, exclusive
 * @param rate the rate that the cut counts in
 * @param cutStart first frame of the clip, counted from the start of the span
 * @param cutEnd end of the clip, counted from the start of the span; empty: the end of the span
 */
public record ClipPlace(
    long spanStartMicros, long spanEndMicros, FrameRate rate, long cutStart, OptionalLong cutEnd) {
  /** No cut ends behind it: a year at 30 frames per second. Times beyond could overflow. */
  public static final long LARGEST_CUT = 1_000_000_000;

  /**
   * Checks the order of the numbers.
   *
   * @throws ClipException {@code BAD_SPAN} or {@code BAD_CUT}
   */
  public ClipPlace {
    if (spanStartMicros < 0 || spanEndMicros <= spanStartMicros) {
      throw new ClipException(
          ClipError.BAD_SPAN,
          "Cannot use a span that starts at "
              + spanStartMicros
              + " us and ends at "
              + spanEndMicros
              + " us: the end must lie behind the start");
    }
    long end = cutEnd.orElse(LARGEST_CUT);
    if (cutStart < 0 || end <= cutStart || end > LARGEST_CUT) {
      throw new ClipException(
          ClipError.BAD_CUT,
          "Cannot use a cut of frames ["
              + cutStart
              + ", "
              + (cutEnd.isPresent() ? cutEnd.getAsLong() : "end")
              + "): expected 0 <= start < end <= "
              + LARGEST_CUT
              + ", or -1 as the end of the span");
    }
  }

  /**
   * Gives the first frame of the clip in the video. The start of the span goes to the nearest frame
   * (HD-VILA writes times in whole milliseconds), and the cut is counted from there, at the video's
   * own rate.
   */
  public long firstFrame(FrameRate video) {
    return video.frameNearest(spanStartMicros) + video.frameAtRate(cutStart, rate);
  }

  /**
   * Gives the end of the clip in the video, exclusive.
   *
   * @throws ClipException {@code BAD_CUT} if the cut starts where its span has already ended
   */
  public long endFrame(FrameRate video) {
    long first = firstFrame(video);
    if (cutEnd.isPresent()) {
      long cut = video.frameNearest(spanStartMicros) + video.frameAtRate(cutEnd.getAsLong(), rate);
      return Math.max(cut, first + 1);
    }
    long end = video.frameNearest(spanEndMicros);
    if (end <= first) {
      throw new ClipException(
          ClipError.BAD_CUT,
          "Cannot use a cut that starts at frame "
              + first
              + " of the video: its span ends at frame "
              + end);
    }
    return end;
  }
}
