package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final FetchSettings SETTINGS =
      new FetchSettings(
          5, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(1), "test");

  @Test
  void aPauseDoublesWithEachFailureIsJitteredAndHasALimit() {
    SplittableRandom random = new SplittableRandom(2);
    for (int failures = 1; failures <= 100; failures++) {
      double whole = Math.min(30_000, 2000 * Math.pow(2, failures - 1));
      for (int i = 0; i < 100; i++) {
        long millis = Backoff.pause(SETTINGS, failures, random).toMillis();
        assertTrue(millis >= Math.floor(whole / 2) && millis <= whole, failures + ": " + millis);
      }
    }
  }

  @Test
  void twoTasksDoNotComeBackAtOneMoment() {
    SplittableRandom random = new SplittableRandom(2);
    long distinct =
        random
            .longs(0, 1)
            .limit(50)
            .map(zero -> Backoff.pause(SETTINGS, 3, random).toMillis())
            .distinct()
            .count();
    assertTrue(distinct > 40, "only " + distinct + " of 50 pauses differ");
  }

  @Test
  void aServerMayAskForAPauseInSecondsOrUntilADate() {
    assertEquals(Optional.of(Duration.ofMinutes(2)), Backoff.retryAfter(" 120 ", NOW));
    assertEquals(Optional.of(Duration.ZERO), Backoff.retryAfter("0", NOW));
    assertEquals(
        Optional.of(Duration.ofMinutes(5)),
        Backoff.retryAfter("Sun, 22 Nov 2026 10:05:00 GMT", NOW));
    assertEquals(
        Optional.of(Duration.ZERO), Backoff.retryAfter("Sun, 22 Nov 2026 09:00:00 GMT", NOW));
  }

  @Test
  void aHeaderThatIsNeitherIsAsGoodAsNone() {
    for (String header : new String[] {"", "soon", "-1", "1.5", "99999999999", "Sun, 99 Nov"}) {
      assertEquals(Optional.empty(), Backoff.retryAfter(header, NOW), header);
    }
  }
}
