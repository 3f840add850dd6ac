package org.clipmill.jobs.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clipmill.core.config.ConfigException;

/** Reads the name of one of a few things, whose names may hold what Java's cannot. */
final class Choice {
  private Choice() {}

  /**
   * Gives the constant of a name, in any case.
   *
   * @throws ConfigException if there is none, with all that there are
   */
  static <E extends Enum<E>> E of(Class<E> type, String option, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s: was %s; allowed: %s"
                        .formatted(
                            option,
                            name,
                            Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }
}
