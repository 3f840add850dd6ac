package org.clipmill.core.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampTest {
  @ParameterizedTest
  @CsvSource({
    "00:00:00.000, 0",
    "00:00:02.5, 2500000",
    "00:00:02.05, 2050000",
    "00:00:02.005, 2005000",
    "00:00:02.0005, 2000500",
    "00:00:02.00005, 2000050",
    "00:00:02.000005, 2000005",
    "00:00:02.0000059, 2000005",
    "00:00:02.00000599, 2000005",
    "00:00:02.000005999, 2000005",
    "00:00:02, 2000000",
    "0:0:2, 2000000",
    "00:59:59.999, 3599999000",
    "25:00:00.000, 90000000000",
    "999:59:59.999, 3599999999000",
  })
  void aClockTimeIsReadWithItsFractionAsADecimal(String text, long micros) {
    assertEquals(micros, Timestamp.parseMicros(text));
    assertEquals(micros, Timestamp.parseMicros("  " + text + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "12",
        "00:01",
        "00:60:00",
        "00:00:60",
        "1000:00:00",
        "-1:00:00",
        "00:00:-1",
        "00:00:01.",
        "00:00:01,5",
        "00:00:01.0000000001",
        "00:00:01.5s",
        "::",
        "00:00:٠٥"
      })
  void aTextThatIsNoClockTimeIsABadSpan(String text) {
    ClipException problem = assertThrows(ClipException.class, () -> Timestamp.parseMicros(text));
    assertEquals(ClipError.BAD_SPAN, problem.error());
    assertEquals(
        "Cannot read the time \"" + text + "\": expected hh:mm:ss.mmm", problem.getMessage());
  }

  @Test
  void whatIsWrittenIsRead() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      long millis = random.nextLong(3_600_000_000L);
      String written =
          String.format(
              Locale.ROOT,
              "%02d:%02d:%02d.%03d",
              millis / 3_600_000,
              millis / 60_000 % 60,
              millis / 1000 % 60,
              millis % 1000);
      assertEquals(millis * 1000, Timestamp.parseMicros(written), written);
    }
  }
}
