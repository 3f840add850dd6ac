package org.clipmill.jobs.command;

import java.util.List;
import java.util.Locale;

/** Numbers of bytes as people read them: powers of 1000, as disks and downloads are sold. */
final class ByteCount {
  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB");
  private static final double STEP = 1000.0;

  private ByteCount() {}

  /** Gives a text such as {@code 335.0 MB} or {@code 12 bytes}. */
  static String text(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
  }
}
