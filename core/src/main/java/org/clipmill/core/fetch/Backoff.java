package org.clipmill.core.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before another try. */
final class Backoff {
  private static final int MAX_DOUBLINGS = 20;

  private Backoff() {}

  /**
   * Gives the pause after a failed try: the first pause doubled for each earlier failure, of which
   * a random half to whole is taken, so that many tasks do not come back at one moment.
   *
   * @param failures tries that have failed, at least 1
   */
  static Duration pause(FetchSettings settings, int failures, RandomGenerator random) {
    long doublings = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
    long doubled = settings.backoff().toMillis() * doublings;
    long capped = Math.min(doubled, settings.maxPause().toMillis());
    return Duration.ofMillis((long) (capped * (0.5 + random.nextDouble() / 2)));
  }

  /** Reads Retry-After: seconds or an HTTP date (RFC 9110, section 10.2.3). */
  static Optional<Duration> retryAfter(String header, Instant now) {
    String text = header.strip();
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
