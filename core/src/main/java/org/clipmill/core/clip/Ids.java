package org.clipmill.core.clip;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Ids of videos, spans and clips. File names are made of them, so an id may never name anything
 * outside its folder.
 */
public final class Ids {
  /** Longest id in UTF-8: what remains of the 255 bytes of a file name after suffixes. */
  public static final int MAX_BYTES = 200;

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}_.@=+,~ -]+");
  private static final String SPAN_SUFFIX = ".mp4";

  private Ids() {}

  /**
   * Gives the id as it is if it can be a file name.
   *
   * @param kind what the id names, for the message: {@code video id}
   * @throws ClipException {@code BAD_ID} if it is empty, too long, or has {@code /}, {@code ..} or
   *     a character that file systems do not like
   */
  public static String checked(String kind, String id) {
    boolean isTooLong = id.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    boolean isBad =
        id.isBlank()
            || isTooLong
            || id.startsWith(".")
            || id.contains("..")
            || !id.strip().equals(id)
            || !ALLOWED.matcher(id).matches();
    if (isBad) {
      String shown = isTooLong ? id.substring(0, Math.min(40, id.length())) + "..." : id;
      throw new ClipException(
          ClipError.BAD_ID,
          "Cannot use the "
              + kind
              + " \""
              + shown
              + "\": allowed are 1 to "
              + MAX_BYTES
              + " bytes of letters, digits and _.@=+,~- without '/' and '..'");
    }
    return id;
  }

  /** Gives the span id of HDVG's clip key: {@code v.0.mp4} is span {@code v.0}. */
  public static String spanOfKey(String key) {
    return key.endsWith(SPAN_SUFFIX) ? key.substring(0, key.length() - SPAN_SUFFIX.length()) : key;
  }
}
