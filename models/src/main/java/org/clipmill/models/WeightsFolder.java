package org.clipmill.models;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder with a folder for each model, for files that the catalogue gives no other place. */
final class WeightsFolder {
  private static final String VARIABLE = "CLIPMILL_MODELS";
  private static final String HOME = "~/";

  private WeightsFolder() {}

  /**
   * Finds the folder: what the catalogue says, else the variable {@code CLIPMILL_MODELS}, else
   * {@code clipmill/models} in the user's cache ({@code XDG_CACHE_HOME}, by default {@code
   * ~/.cache}), so that all catalogues of one user share their downloads.
   *
   * @param catalogue the folder that a relative path in the catalogue is relative to
   * @param named the key {@code weights} of the catalogue; null if it has none
   * @param home the user's own folder
   */
  static Path of(
      Path catalogue, @Nullable String named, Map<String, String> environment, Path home) {
    if (named != null) {
      return named.startsWith(HOME)
          ? home.resolve(named.substring(HOME.length()))
          : catalogue.resolve(named);
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isBlank()) {
      return Path.of(variable);
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (cache.isBlank() ? home.resolve(".cache") : Path.of(cache)).resolve("clipmill/models");
  }
}
