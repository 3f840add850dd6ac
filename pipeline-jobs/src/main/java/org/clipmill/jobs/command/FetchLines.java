package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.clipmill.core.fetch.PlacedFile;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;
import org.clipmill.udfs.weights.ModelFetch;

/**
 * Shows how fetches go on: on a terminal one line that is rewritten in place, in a log a line now
 * and then.
 */
final class FetchLines implements ModelFetch.Listener {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long LOG_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean isTerminal;
  private final LongSupplier nanoClock;
  private String name = "";
  private long startNanos;
  private volatile boolean isLineOpen;
  private long shownNanos;

  /** Bytes that were there when this transfer began; negative before it did. */
  private long before = -1;

  FetchLines(PrintWriter out, boolean isTerminal, LongSupplier nanoClock) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.nanoClock = nanoClock;
  }

  @Override
  public void begins(ModelEntry model, ModelFile file, String address) {
    name = nameOf(model, file);
    before = -1;
    startNanos = nanoClock.getAsLong();
    shownNanos = startNanos;
    line(name + ": " + address);
  }

  @Override
  public void arrived(long bytes, OptionalLong total) {
    long now = nanoClock.getAsLong();
    if (before < 0 || bytes < before) {
      before = bytes;
      startNanos = now;
      if (bytes > 0) {
        line(name + ": goes on after " + ByteCount.text(bytes));
      }
    }
    if (now - shownNanos >= (isTerminal ? TERMINAL_NANOS : LOG_NANOS)) {
      shownNanos = now;
      isLineOpen = isTerminal;
      String text = text(bytes, total, now);
      if (isTerminal) {
        out.print(CLEAR + text);
        out.flush();
      } else {
        line(text);
      }
    }
  }

  private String text(long bytes, OptionalLong total, long now) {
    double seconds = Math.max(1e-3, (now - startNanos) / NANOS_PER_SECOND);
    long rate = (long) ((bytes - before) / seconds);
    StringBuilder text = new StringBuilder(name).append(": ").append(ByteCount.text(bytes));
    if (total.isPresent() && total.getAsLong() > 0) {
      long percent = bytes * 100 / total.getAsLong();
      text.append(" of ").append(ByteCount.text(total.getAsLong()));
      text.append(" (").append(percent).append(" %)");
    }
    text.append(", ").append(ByteCount.text(rate)).append("/s");
    if (total.isPresent() && rate > 0) {
      Duration left = Duration.ofSeconds((total.getAsLong() - bytes) / rate);
      text.append(
          String.format(Locale.ROOT, ", %d:%02d left", left.toMinutes(), left.toSecondsPart()));
    }
    return text.toString();
  }

  @Override
  public void tryingAgain(String why, Duration pause) {
    String when = pause.toSeconds() == 0 ? "at once" : "in " + pause.toSeconds() + " s";
    line(why + "; trying again " + when);
    before = -1;
  }

  @Override
  public void waiting() {
    line(name + ": another fetch of this file is running; waiting for it");
  }

  @Override
  public void done(ModelEntry model, ModelFile file, PlacedFile placed) {
    String size = ByteCount.text(placed.bytes());
    Path place = placed.file();
    if (placed.wasThere()) {
      line(nameOf(model, file) + ": is there already, " + size + ", " + place);
      return;
    }
    double seconds = (nanoClock.getAsLong() - startNanos) / NANOS_PER_SECOND;
    line(String.format(Locale.ROOT, "%s: %s in %.1f s, %s", name, size, seconds, place));
  }

  private static String nameOf(ModelEntry model, ModelFile file) {
    return model.id() + " " + file.role();
  }

  /** Prints a line in place of the progress. */
  void line(String text) {
    out.println(isTerminal ? CLEAR + text : text);
    out.flush();
    isLineOpen = false;
  }

  /** Says what becomes of a fetch that is being stopped; keeps the last progress to be read. */
  void stopped() {
    out.println((isLineOpen ? "\n" : "") + "Stopped; the same command goes on from here");
    out.flush();
  }
}
