package org.clipmill.core.clip;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as HD-VILA writes them: {@code hh:mm:ss.mmm}. */
public final class Timestamp {
  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,3}):([0-5]?\\d):([0-5]?\\d)(?:\\.(\\d{1,9}))?");
  private static final int MICRO_DIGITS = 6;

  private Timestamp() {}

  /**
   * Gives the microseconds of a clock time. The digits after the dot are a decimal fraction: {@code
   * 02.5} is two and a half seconds (filtrain reads it as 2.005 s).
   *
   * @throws ClipException {@code BAD_SPAN} if the text is no such time
   */
  public static long parseMicros(String text) {
    Matcher clock = CLOCK.matcher(text.strip());
    if (!clock.matches()) {
      throw new ClipException(
          ClipError.BAD_SPAN, "Cannot read the time \"" + text + "\": expected hh:mm:ss.mmm");
    }
    long seconds =
        Long.parseLong(clock.group(1)) * 3600
            + Long.parseLong(clock.group(2)) * 60
            + Long.parseLong(clock.group(3));
    return seconds * 1_000_000 + fractionMicros(clock.group(4));
  }

  private static long fractionMicros(@Nullable String digits) {
    if (digits == null) {
      return 0;
    }
    StringBuilder micros = new StringBuilder(digits);
    while (micros.length() < MICRO_DIGITS) {
      micros.append('0');
    }
    return Long.parseLong(micros.substring(0, MICRO_DIGITS));
  }
}
