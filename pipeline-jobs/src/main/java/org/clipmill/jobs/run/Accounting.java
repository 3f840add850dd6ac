package org.clipmill.jobs.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows of a stage went: {@code in = kept + filtered + failed}.
 *
 * @param in rows that came in
 * @param kept rows that go on
 * @param filtered reason to count
 * @param failed error code to count
 */
public record Accounting(long in, long kept, Map<String, Long> filtered, Map<String, Long> failed) {

  public Accounting {
    filtered = new TreeMap<>(filtered);
    failed = new TreeMap<>(failed);
  }

  /** Gives how many rows were filtered, for whatever reason. */
  public long filteredTotal() {
    return filtered.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Gives how many rows failed, for whatever reason. */
  public long failedTotal() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Checks that no row was lost or came from nowhere.
   *
   * @throws IllegalStateException if the sum does not hold
   */
  public Accounting checked(String stage) {
    if (in != kept + filteredTotal() + failedTotal()) {
      throw new IllegalStateException(
          "Stage "
              + stage
              + " lost rows: "
              + in
              + " came in, "
              + kept
              + " kept + "
              + filteredTotal()
              + " filtered + "
              + failedTotal()
              + " failed");
    }
    return this;
  }
}
