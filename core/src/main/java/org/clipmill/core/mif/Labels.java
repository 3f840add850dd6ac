package org.clipmill.core.mif;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The classes of a classifier, in the order of its outputs. */
public final class Labels {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();

  /** Takes names in the order of the logits; one may occur twice. */
  public Labels(List<String> names) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(names.get(i), i);
    }
  }

  /**
   * Reads the text of a file: one name a line; an empty last line is none.
   *
   * @param text with line ends of any system
   */
  public static Labels ofLines(String text) {
    return new Labels(text.lines().map(String::strip).toList());
  }

  /** Gives all names in order. */
  public List<String> names() {
    return names;
  }

  /** Gives the place of a class; the first one if its name occurs twice. */
  public OptionalInt find(String name) {
    Integer place = places.get(name);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
