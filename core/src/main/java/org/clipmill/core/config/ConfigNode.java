package org.clipmill.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of settings that still knows where it was written. */
sealed interface ConfigNode {

  /** Gives where the piece was written. */
  Origin origin();

  /**
   * A place in a file or on the command line.
   *
   * @param source the file, or {@code --set}
   * @param folder the folder at which relative paths start
   * @param line from 1; 0 on the command line
   */
  record Origin(String source, String folder, int line) {
    @Override
    public String toString() {
      return line > 0 ? source + ":" + line : source;
    }
  }

  /** A single value, as text; null in YAML is an empty text. */
  record Scalar(Origin origin, String text) implements ConfigNode {}

  /** A list. */
  record Sequence(Origin origin, List<ConfigNode> items) implements ConfigNode {}

  /** Keys and values, in the order of the file. */
  record Mapping(Origin origin, Map<String, ConfigNode> entries) implements ConfigNode {

    /** Gives this mapping with another laid over it: mappings are merged, all else is replaced. */
    Mapping overlaidBy(Mapping overlay) {
      Map<String, ConfigNode> merged = new LinkedHashMap<>(entries);
      overlay.entries.forEach(
          (key, value) -> {
            ConfigNode below = merged.get(key);
            merged.put(
                key,
                below instanceof Mapping lower && value instanceof Mapping upper
                    ? lower.overlaidBy(upper)
                    : value);
          });
      return new Mapping(overlay.origin, merged);
    }
  }
}
