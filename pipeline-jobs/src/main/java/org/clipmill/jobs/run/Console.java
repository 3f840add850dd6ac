package org.clipmill.jobs.run;

import java.io.PrintStream;
import java.util.Locale;
import org.clipmill.udfs.Tally;

/** What a run shows to the person who started it. */
public final class Console {
  private final PrintStream out;
  private final boolean isTerminal;

  /**
   * Makes a console.
   *
   * @param out where lines go
   */
  public Console(PrintStream out) {
    this.out = out;
    this.isTerminal = System.console() != null && System.getenv("TERM") != null;
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
