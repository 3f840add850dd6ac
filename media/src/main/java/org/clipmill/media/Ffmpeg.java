package org.clipmill.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** Loads FFmpeg, keeps it quiet, and turns its error numbers and fractions into Java's. */
final class Ffmpeg {
  private static final int MESSAGE_BYTES = 256;
  private static final long MICROS_PER_SECOND = 1_000_000;

  static {
    // What goes wrong becomes an exception with the file's name; FFmpeg's own lines have none.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private Ffmpeg() {}

  /** Makes sure that the libraries are there and quiet; costs nothing after the first time. */
  static void load() {}

  /**
   * Gives a return value of FFmpeg that is no error.
   *
   * @param what what was tried, as the words after "Cannot"
   * @throws ClipException with {@code error} if the value is negative
   */
  static int check(int returned, ClipError error, String what) {
    if (returned < 0) {
      throw new ClipException(error, "Cannot " + what + ": FFmpeg says \"" + text(returned) + "\"");
    }
    return returned;
  }

  /** Gives FFmpeg's words for an error number. */
  static String text(int errorNumber) {
    byte[] message = new byte[MESSAGE_BYTES];
    avutil.av_strerror(errorNumber, message, MESSAGE_BYTES);
    int length = 0;
    while (length < MESSAGE_BYTES && message[length] != 0) {
      length++;
    }
    return new String(message, 0, length, StandardCharsets.UTF_8);
  }

  /** Gives the address of a file for FFmpeg; a colon in its name does not make it a protocol. */
  static String address(Path file) {
    return "file:" + file.toAbsolutePath();
  }

  /** Gives a fraction as FFmpeg holds it; the nearest one if a part is too large for it. */
  static AVRational rational(long above, long below) {
    boolean isSmall = Math.max(above, below) <= Integer.MAX_VALUE;
    return isSmall
        ? avutil.av_make_q((int) above, (int) below)
        : avutil.av_d2q((double) above / below, Integer.MAX_VALUE);
  }

  /** Gives a time in microseconds, rounded to the nearest. */
  static long micros(long ticks, AVRational tick) {
    return avutil.av_rescale(ticks, MICROS_PER_SECOND * tick.num(), tick.den());
  }

  /** Gives a time in ticks, rounded to the nearest. */
  static long ticks(long micros, AVRational tick) {
    return avutil.av_rescale(micros, tick.den(), MICROS_PER_SECOND * tick.num());
  }
}
