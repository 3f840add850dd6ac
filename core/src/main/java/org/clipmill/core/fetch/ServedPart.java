package org.clipmill.core.fetch;

import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file an answer holds (RFC 9110, section 14.4).
 *
 * @param start its first byte
 * @param total bytes of the whole file, if the server says so
 */
record ServedPart(long start, OptionalLong total) {
  private static final int PARTIAL = 206;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes\\s+(\\d{1,18})-\\d{1,18}/(?:(\\d{1,18})|\\*)");

  /** Reads status and headers; an answer that names no range is taken for the whole file. */
  static ServedPart of(HttpResponse<?> response) {
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    Matcher range =
        CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    if (response.statusCode() != PARTIAL || !range.matches()) {
      return new ServedPart(0, length);
    }
    long start = Long.parseLong(range.group(1));
    if (range.group(2) != null) {
      return new ServedPart(start, OptionalLong.of(Long.parseLong(range.group(2))));
    }
    return new ServedPart(
        start, length.isPresent() ? OptionalLong.of(start + length.getAsLong()) : length);
  }
}
