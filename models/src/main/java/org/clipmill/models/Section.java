package org.clipmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    known.add(key);
    JsonNode child = node.path(key);
    if (child.isMissingNode()) {
      return null;
    }
    if (!child.canConvertToInt() || !child.isIntegralNumber() || child.asInt() < 1) {
      problems.add(at(key) + ": Was " + child + "; allowed: a whole number from 1");
      return null;
    }
    return child.asInt();
  }

  <E extends Enum<E>> E choice(String key, E[] allowed, E fallback) {
    String text = textOrNull(key);
    if (text == null) {
      return fallback;
    }
    for (E value : allowed) {
      if (value.toString().equals(text)) {
        return value;
      }
    }
    problem(key, text, String.join(", ", Arrays.stream(allowed).map(Object::toString).toList()));
    return fallback;
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
