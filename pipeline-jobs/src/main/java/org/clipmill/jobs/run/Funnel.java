package org.clipmill.jobs.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The accounting of a run as a table for people. */
public final class Funnel {
  private static final String LINE = "%-10s %9s %9s %9s %9s %9s  %s%n";

  private Funnel() {}

  /** Gives one line per stage: in = kept + filtered + failed, seconds, and the reasons. */
  public static String text(List<Runner.Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, LINE, "stage", "in", "kept", "filtered", "failed", "seconds", "why"));
    for (Runner.Outcome outcome : outcomes) {
      Accounting accounting = outcome.provenance().accounting();
      text.append(
          String.format(
              Locale.ROOT,
              LINE,
              outcome.stage().name(),
              accounting.in(),
              accounting.kept(),
              accounting.filteredTotal(),
              accounting.failedTotal(),
              outcome.isUnchanged()
                  ? "unchanged"
                  : String.format(Locale.ROOT, "%.1f", outcome.provenance().seconds()),
              reasons(accounting)));
    }
    return text.toString()
        .stripTrailing()
        .lines()
        .map(String::stripTrailing)
        .reduce((above, below) -> above + System.lineSeparator() + below)
        .orElse("");
  }

  private static String reasons(Accounting accounting) {
    Map<String, Long> reasons = new TreeMap<>(accounting.filtered());
    accounting.failed().forEach(reasons::put);
    StringBuilder text = new StringBuilder();
    reasons.forEach(
        (reason, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(reason).append(' ').append(count));
    return text.toString();
  }
}
