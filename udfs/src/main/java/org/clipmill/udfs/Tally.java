package org.clipmill.udfs;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts what the tasks have done while they run: for the progress line only. A task that runs
 * twice counts twice; the accounting reads the written table instead.
 */
public final class Tally extends AccumulatorV2<String, Map<String, Long>> {
  /** The key that counts rows, good or bad. */
  public static final String ROWS = "rows";

  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<String, Map<String, Long>> copy() {
    Tally copy = new Tally();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    counts.clear();
  }

  @Override
  public synchronized void add(String key) {
    counts.merge(key, 1L, Long::sum);
  }

  @Override
  public synchronized void merge(AccumulatorV2<String, Map<String, Long>> other) {
    other.value().forEach((key, count) -> counts.merge(key, count, Long::sum));
  }

  @Override
  public synchronized Map<String, Long> value() {
    return new TreeMap<>(counts);
  }
}
