package org.clipmill.core.config;

import java.util.List;

/** Settings or inputs that cannot work; thrown before any work is done. */
public final class ConfigException extends RuntimeException {
  private final List<String> problems;

  /** Says all that is wrong, one problem a line. */
  public ConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public ConfigException(String problem) {
    this(List.of(problem));
  }

  /** Gives what is wrong, at least one problem. */
  public List<String> problems() {
    return problems;
  }
}
