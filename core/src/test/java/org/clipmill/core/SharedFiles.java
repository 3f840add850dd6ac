package org.clipmill.core;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the golden files that lie beside a checkout but are not part of it.
 *
 * <p>The folder is the system property {@code clipmill.shared}, or else {@code ../shared} seen from
 * the working directory or any folder above it.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /**
   * Gives a file or folder; a test that needs one that is not there is skipped.
   *
   * @param relative a path below the shared folder, for example {@code golden/rng/rng.json}
   */
  public static Path require(String relative) {
    String property = System.getProperty("clipmill.shared");
    if (property != null) {
      return existing(Path.of(property).resolve(relative), relative);
    }
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path above = folder; above != null; above = above.getParent()) {
      Path shared = above.resolveSibling("shared");
      if (Files.isDirectory(shared.resolve("golden"))) {
        return existing(shared.resolve(relative), relative);
      }
    }
    return existing(folder.resolve("shared").resolve(relative), relative);
  }

  private static Path existing(Path path, String relative) {
    Assumptions.assumeTrue(Files.exists(path), "skipped: no ../shared/" + relative);
    return path;
  }
}
