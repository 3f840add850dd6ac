package org.clipmill.core;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Large test inputs that are not in the repository: a folder {@code shared} beside the checkout, or
 * the one that the system property {@code clipmill.shared} names. Tests that need it are skipped
 * where there is none.
 */
public final class SharedFiles {
  private static final String PROPERTY = "clipmill.shared";

  private SharedFiles() {}

  /**
   * Gives a file or folder below the shared one, for example {@code golden/supershy}.
   *
   * @throws TestAbortedException if there is none: the test is skipped
   */
  public static Path require(String relative) {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return requireExisting(Path.of(named).resolve(relative), relative);
    }
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (; folder.getParent() != null; folder = folder.getParent()) {
      Path candidate = folder.resolveSibling("shared").resolve(relative);
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    return requireExisting(Path.of("shared").resolve(relative), relative);
  }

  private static Path requireExisting(Path path, String relative) {
    Assumptions.assumeTrue(Files.exists(path), "skipped: no ../shared/" + relative);
    return path;
  }
}
