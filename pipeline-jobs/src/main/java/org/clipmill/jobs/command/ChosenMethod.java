package org.clipmill.jobs.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.command.SampleCommand.Method;

/** Reads the name of a method. */
final class ChosenMethod {
  private ChosenMethod() {}

  /**
   * Gives the method of a name.
   *
   * @throws ConfigException if there is none
   */
  static Method parse(String name) {
    return Arrays.stream(Method.values())
        .filter(method -> method.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "--method: was "
                        + name
                        + "; allowed: "
                        + Arrays.stream(Method.values())
                            .map(Method::toString)
                            .collect(Collectors.joining(", "))));
  }
}
