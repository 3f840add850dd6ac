package org.clipmill.jobs.run;

import java.io.PrintStream;
import java.util.Locale;
import org.clipmill.udfs.Tally;

/** What a run shows to the person who started it. */
public final class Console {
  private final PrintStream out;
  private final boolean isTerminal;

  private Console(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Gives a console whose lines go to a log: progress is a line now and then. */
  public static Console log(PrintStream out) {
    return new Console(out, false);
  }

  /** Gives a console for a person: the progress line is rewritten in place. */
  public static Console terminal(PrintStream out) {
    return new Console(out, true);
  }

  /** Prints a line. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Starts the progress line of a stage; closing it removes the line. */
  Progress progress(String stage, long total, Tally tally) {
    return new Progress(out, isTerminal, stage, total, tally);
  }

  /** Prints what came of a stage. */
  void done(String stage, Provenance provenance) {
    Accounting accounting = provenance.accounting();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d in, %d kept, %d filtered, %d failed (%.1f s)",
            stage,
            accounting.in(),
            accounting.kept(),
            accounting.filteredTotal(),
            accounting.failedTotal(),
            provenance.seconds()));
    if (!provenance.changes().isEmpty()) {
      text.append(" ").append(provenance.changes());
    }
    line(text.toString());
  }
}
