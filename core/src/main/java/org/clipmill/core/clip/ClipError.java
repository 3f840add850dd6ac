package org.clipmill.core.clip;

import java.util.Locale;

/**
 * What can be wrong with one video or one clip. The name in lower case is the code that stands in
 * the {@code error.code} column of every table.
 */
public enum ClipError {
  /** A metadata file that is not JSON, or ends in the middle. */
  BAD_METADATA,
  /** An id that is empty, too long, or could leave its folder. */
  BAD_ID,
  /** A clip id that an earlier row already has. */
  DUPLICATE_ID,
  /** A video without an address. */
  MISSING_URL,
  /** A video id that an earlier row gives another address. */
  CONFLICTING_URL,
  /** A span that is no pair of times, or ends before it starts. */
  BAD_SPAN,
  /** A cut that is no pair of frames, or ends before it starts, or lies outside its video. */
  BAD_CUT,
  /** A frame rate that is not a positive number. */
  BAD_FRAME_RATE,
  /** A source that does not exist. */
  NOT_FOUND,
  /** A source that answered with an error that may pass. */
  UNREACHABLE,
  /** A source that no one here may read. */
  FORBIDDEN,
  /** A source whose kind of address nothing here can open. */
  UNSUPPORTED_SOURCE,
  /** A transfer that broke off. */
  INCOMPLETE_DOWNLOAD,
  /** A file that is no video, or a damaged one. */
  NOT_A_VIDEO,
  /** A container without pictures. */
  NO_VIDEO_STREAM,
  /** A frame that cannot be decoded. */
  DECODE_FAILED,
  /** A clip that cannot be written. */
  ENCODE_FAILED,
  /** A written clip that has not the frames it should have. */
  FRAME_COUNT,
  /** A storage that refused to read or write. */
  STORAGE,
  /** A model that failed on this input. */
  MODEL_FAILED,
  /** A question about a video that is empty. */
  BAD_QUERY,
  /** Frames that should be drawn by chance, of which too few have a chance. */
  NO_DRAW;

  private static final ClipError[] RETRIABLE = {
    NOT_FOUND, UNREACHABLE, FORBIDDEN, INCOMPLETE_DOWNLOAD, STORAGE
  };

  /** Gives the code that stands in tables, for example {@code bad_span}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether another try, later, may succeed without any change of input or settings. */
  public boolean isRetriable() {
    for (ClipError error : RETRIABLE) {
      if (error == this) {
        return true;
      }
    }
    return false;
  }
}
