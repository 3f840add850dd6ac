package org.clipmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a YAML file that is read key by key. What is wrong is noted, not thrown, and a
 * harmless value stands in, so that one reading finds every problem. A key that nobody asked for is
 * a problem too.
 */
final class Section {
  private final String place;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> known = new TreeSet<>();

  /**
   * @param place file and path of the section, as it stands in messages
   * @param problems takes what is wrong
   */
  Section(String place, JsonNode node, List<String> problems) {
    this.place = place;
    this.node = node;
    this.problems = problems;
    if (!node.isObject()) {
      problems.add(place + ": Was " + node + "; expected keys with values");
    }
  }

  Section section(String key) {
    known.add(key);
    JsonNode child = node.path(key);
    if (child.isMissingNode() || child.isNull()) {
      problems.add(at(key) + ": Missing");
    }
    return new Section(
        at(key), child.isObject() ? child : JsonNodeFactory.instance.objectNode(), problems);
  }

  /** Gives a section that may be left out: then it is empty. */
  Section sectionOrEmpty(String key) {
    known.add(key);
    JsonNode child = node.path(key);
    return new Section(
        at(key),
        child.isMissingNode() || child.isNull() ? JsonNodeFactory.instance.objectNode() : child,
        problems);
  }

  /** Tells whether the value of a key has keys itself. */
  boolean isSection(String key) {
    return node.path(key).isObject();
  }

  /** Lets a key be there that is not read. */
  void allow(String key) {
    known.add(key);
  }

  /** Tells whether a key is there. */
  boolean has(String key) {
    return node.hasNonNull(key);
  }

  String text(String key) {
    String text = textOrNull(key);
    if (text == null) {
      problems.add(at(key) + ": Missing");
      return "";
    }
    return text;
  }

  @Nullable String textOrNull(String key) {
    known.add(key);
    JsonNode child = node.path(key);
    if (child.isMissingNode() || child.isNull()) {
      return null;
    }
    if (!child.isValueNode() || child.asText().isBlank()) {
      problems.add(at(key) + ": Was " + child + "; expected a text");
      return null;
    }
    return child.asText();
  }

  @Nullable Integer countOrNull(String key) {
    return wholeOrNull(key, 1);
  }

  @Nullable Integer wholeOrNull(String key, int least) {
    known.add(key);
    JsonNode child = node.path(key);
    if (child.isMissingNode()) {
      return null;
    }
    if (!child.canConvertToInt() || !child.isIntegralNumber() || child.asInt() < least) {
      problems.add(at(key) + ": Was " + child + "; allowed: a whole number from " + least);
      return null;
    }
    return child.asInt();
  }

  int count(String key, int fallback) {
    Integer count = countOrNull(key);
    return count == null ? fallback : count;
  }

  double number(String key, double fallback) {
    known.add(key);
    JsonNode child = node.path(key);
    if (child.isMissingNode()) {
      return fallback;
    }
    if (!child.isNumber() || !Double.isFinite(child.asDouble())) {
      problems.add(at(key) + ": Was " + child + "; allowed: a number");
      return fallback;
    }
    return child.asDouble();
  }

  /** Gives a choice that must be made; the first one stands in if it was not. */
  <E extends Enum<E>> E choice(String key, E[] allowed) {
    if (!has(key)) {
      known.add(key);
      problems.add(at(key) + ": Missing; allowed: " + spelled(allowed));
    }
    return choice(key, allowed, allowed[0]);
  }

  <E extends Enum<E>> E choice(String key, E[] allowed, E fallback) {
    String text = textOrNull(key);
    if (text == null) {
      return fallback;
    }
    for (E value : allowed) {
      if (spelled(value).equals(text)) {
        return value;
      }
    }
    problem(key, text, spelled(allowed));
    return fallback;
  }

  private static String spelled(Enum<?>[] values) {
    return String.join(", ", Arrays.stream(values).map(Section::spelled).toList());
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Gives three numbers, one for each colour. */
  List<Float> colours(String key, float fallback) {
    known.add(key);
    JsonNode child = node.path(key);
    List<Float> numbers = new ArrayList<>();
    child.forEach(number -> numbers.add(number.isNumber() ? number.floatValue() : Float.NaN));
    if (child.isMissingNode()) {
      return List.of(fallback, fallback, fallback);
    }
    if (numbers.size() != 3 || numbers.stream().anyMatch(number -> number.isNaN())) {
      problem(key, child.toString(), "three numbers, for red, green and blue");
      return List.of(fallback, fallback, fallback);
    }
    return List.copyOf(numbers);
  }

  /** Notes that a key is not there. */
  void missing(String key, String what) {
    problems.add(at(key) + ": Missing, " + what);
  }

  /** Notes that a value cannot be. */
  void problem(String key, String seen, String allowed) {
    problems.add(at(key) + ": Was " + seen + "; allowed: " + allowed);
  }

  /** Notes every key that was not asked for until now. */
  void refuseOtherKeys() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problems.add(at(key) + ": Unknown key; allowed: " + String.join(", ", known));
              }
            });
  }

  private String at(String key) {
    return place + "." + key;
  }
}
