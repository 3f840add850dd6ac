package org.clipmill.jobs.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clipmill.udfs.Tally;

/** One line that tells how far a stage is: rewritten in place, or printed now and then to a log. */
final class Progress {
  private static final long TERMINAL_MILLIS = 500;
  private static final long LOG_MILLIS = 15_000;

  private final PrintStream out;
  private final boolean isTerminal;
  private final String stage;
  private final long total;
  private final Tally tally;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });

  Progress(PrintStream out, boolean isTerminal, String stage, long total, Tally tally) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.stage = stage;
    this.total = total;
    this.tally = tally;
    long period = isTerminal ? TERMINAL_MILLIS : LOG_MILLIS;
    var unused = timer.scheduleAtFixedRate(this::show, period, period, TimeUnit.MILLISECONDS);
  }

  private void show() {
    String text = text(stage, total, tally.value(), Duration.ofNanos(System.nanoTime() - start));
    out.print(isTerminal ? "\r\u001b[K" + text : text + System.lineSeparator());
    out.flush();
  }

  /** Gives the line: done/total, rate, time left, errors by kind. */
  static String text(String stage, long total, Map<String, Long> counts, Duration elapsed) {
    long done = counts.getOrDefault(Tally.ROWS, 0L);
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    StringBuilder text = new StringBuilder(stage);
    if (total == Inputs.UNKNOWN) {
      return text.append(String.format(Locale.ROOT, ": %.0f s", seconds)).toString();
    }
    double rate = done / seconds;
    text.append(String.format(Locale.ROOT, ": %d/%d, %.1f/s", done, total, rate));
    if (done > 0 && done < total) {
      Duration left = Duration.ofSeconds((long) Math.ceil((total - done) / rate));
      text.append(", ").append(clock(left)).append(" left");
    }
    counts.forEach(
        (code, count) -> {
          if (!code.equals(Tally.ROWS)) {
            text.append(", ").append(code).append(' ').append(count);
          }
        });
    return text.toString();
  }

  private static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /** Ends and removes the line. */
  void close() {
    timer.shutdownNow();
    if (isTerminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }
}
