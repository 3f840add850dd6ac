package org.clipmill.jobs.run;

import java.util.List;
import java.util.Locale;

/** So many rows of a stage failed that its table is not taken as finished. Exit code 3. */
public final class TooManyErrorsException extends RuntimeException {

  TooManyErrorsException(
      String stage, Accounting accounting, double allowed, List<String> examples) {
    super(
        String.format(
            Locale.ROOT,
            "Stage %s failed for %d of %d rows; allowed: a share of %s (run.max-error-share).%n"
                + "By kind: %s%n  %s%n"
                + "The rows are kept: mend the cause and run again, or allow a larger share.",
            stage,
            accounting.failedTotal(),
            accounting.in(),
            allowed,
            accounting.failed(),
            String.join("\n  ", examples)));
  }
}
