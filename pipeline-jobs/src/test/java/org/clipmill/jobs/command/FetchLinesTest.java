package org.clipmill.jobs.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.clipmill.core.fetch.PlacedFile;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;
import org.junit.jupiter.api.Test;

final class FetchLinesTest {
  private static final OptionalLong TOTAL = OptionalLong.of(300_000_000);
  private final ModelEntry model = ModelCatalog.shipped().entry("vae-small");
  private final ModelFile file = model.files().get(0);
  private final StringWriter out = new StringWriter();
  private long nanos;

  private FetchLines lines(boolean isTerminal) {
    return new FetchLines(new PrintWriter(out), isTerminal, () -> nanos);
  }

  private void fetch(FetchLines lines) {
    lines.begins(model, file, "http://a.org/f");
    lines.arrived(100_000_000, TOTAL);
    for (int second = 1; second <= 20; second++) {
      nanos += 1_000_000_000L;
      lines.arrived(100_000_000 + second * 5_000_000L, TOTAL);
    }
    lines.done(model, file, new PlacedFile(Path.of("/m/f"), 300_000_000, "00", false));
  }

  @Test
  void aLogGetsALineNowAndThenWithRateAndTimeLeft() {
    fetch(lines(false));
    assertEquals(
        """
        vae-small model: http://a.org/f
        vae-small model: goes on after 100.0 MB
        vae-small model: 150.0 MB of 300.0 MB (50 %), 5.0 MB/s, 0:30 left
        vae-small model: 200.0 MB of 300.0 MB (66 %), 5.0 MB/s, 0:20 left
        vae-small model: 300.0 MB in 20.0 s, /m/f
        """,
        out.toString());
  }

  @Test
  void aTerminalGetsOneLineThatIsRewritten() {
    fetch(lines(true));
    String[] shown = out.toString().split("\r\u001b\\[K", -1);
    assertEquals(24, shown.length);
    assertEquals("vae-small model: 105.0 MB of 300.0 MB (35 %), 5.0 MB/s, 0:39 left", shown[3]);
    assertEquals("vae-small model: 300.0 MB in 20.0 s, /m/f\n", shown[23]);
  }

  @Test
  void aSourceThatDoesNotSayHowMuchThereIsHasARateOnly() {
    FetchLines lines = lines(true);
    lines.begins(model, file, "http://a.org/f");
    lines.arrived(0, OptionalLong.empty());
    nanos += 2_000_000_000L;
    lines.arrived(3_000, OptionalLong.empty());
    assertEquals(true, out.toString().endsWith("vae-small model: 3.0 kB, 1.5 kB/s"));
  }

  @Test
  void anotherTryIsALineOfItsOwn() {
    lines(false)
        .tryingAgain("Cannot get http://a.org/f: the server answered 503", Duration.ofSeconds(4));
    assertEquals(
        "Cannot get http://a.org/f: the server answered 503; trying again in 4 s\n",
        out.toString());
  }

  @Test
  void bytesAreWrittenInPowersOfAThousand() {
    assertEquals("999 bytes", ByteCount.text(999));
    assertEquals("1.0 kB", ByteCount.text(1000));
    assertEquals("335.0 MB", ByteCount.text(335_000_123));
    assertEquals("1.5 GB", ByteCount.text(1_500_000_000));
  }
}
