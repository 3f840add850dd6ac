package org.clipmill.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;

/** The folder that a command writes to, looked at before any work. */
final class OutputFolder {
  private OutputFolder() {}

  /** Gives what is wrong with a folder, if it cannot be one. */
  static Optional<String> problem(String option, Path folder) {
    return Files.exists(folder) && !Files.isDirectory(folder)
        ? Optional.of(option + ": was the file " + folder + "; expected a folder")
        : Optional.empty();
  }

  /**
   * Makes a folder, and those above it.
   *
   * @throws ConfigException if it cannot be made
   */
  static void make(String option, Path folder) {
    problem(option, folder)
        .ifPresent(
            problem -> {
              throw new ConfigException(problem);
            });
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigException(option + ": cannot make " + folder + ": " + e);
    }
  }
}
