package org.clipmill.core.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clipmill.core.config.ConfigNode.Mapping;
import org.clipmill.core.config.ConfigNode.Origin;
import org.clipmill.core.config.ConfigNode.Scalar;
import org.clipmill.core.config.ConfigNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings into records: a component {@code maxErrorShare} is the key {@code
 * max-error-share}. Every problem is noted, none stops the reading.
 */
final class ConfigBinder {
  private final List<String> problems = new ArrayList<>();

  /** Gives what was wrong so far. */
  List<String> problems() {
    return problems;
  }

  /** Gives the record, or null after noting why not. */
  <T extends Record> @Nullable T bind(Class<T> type, Mapping mapping, String path) {
    Set<String> known = new TreeSet<>();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      String key = keyOf(components[i]);
      known.add(key);
      values[i] = component(components[i], mapping, join(path, key));
      complete &= values[i] != null;
    }
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        note(
            entry.getValue().origin(),
            join(path, entry.getKey()),
            "unknown key; allowed: " + String.join(", ", known));
      }
    }
    return complete ? newRecord(type, components, values) : null;
  }

  /** Gives the key of a component: {@code maxErrorShare} is {@code max-error-share}. */
  static String keyOf(RecordComponent component) {
    return kebab(component.getName());
  }

  /** Gives how an enum constant is written: {@code CORRECTED} is {@code corrected}. */
  static String wordOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable Object component(RecordComponent component, Mapping mapping, String path) {
    ConfigNode node = mapping.entries().get(keyOf(component));
    if (node == null) {
      note(mapping.origin(), path, "missing key");
      return null;
    }
    Class<?> type = component.getType();
    if (type.isRecord()) {
      if (node instanceof Mapping section) {
        return bind(type.asSubclass(Record.class), section, path);
      }
      return expected(node, path, "keys and values");
    }
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalStateException("Component " + path + " has no @Key");
    }
    if (type == List.class) {
      return list(node, key, path);
    }
    if (type == Map.class) {
      return map(node, path);
    }
    return node instanceof Scalar scalar
        ? scalar(scalar, component.getGenericType(), key, path)
        : expected(node, path, "a single value");
  }

  private @Nullable Object scalar(Scalar scalar, Type type, Key key, String path) {
    if (type == String.class) {
      return text(scalar, key, path);
    }
    if (type instanceof Class<?> kind && kind.isEnum()) {
      for (Object constant : kind.getEnumConstants()) {
        if (wordOf(constant).equals(scalar.text())) {
          return constant;
        }
      }
      String words =
          Arrays.stream(kind.getEnumConstants())
              .map(ConfigBinder::wordOf)
              .collect(Collectors.joining(", "));
      return was(scalar, path, words);
    }
    if (type == boolean.class) {
      return switch (scalar.text()) {
        case "true" -> true;
        case "false" -> false;
        default -> was(scalar, path, "true, false");
      };
    }
    return number(scalar, type, key, path);
  }

  private @Nullable Object number(Scalar scalar, Type type, Key key, String path) {
    String allowed = allowedNumbers(type, key);
    try {
      double value =
          type == double.class
              ? Double.parseDouble(scalar.text())
              : Long.parseLong(scalar.text().replace("_", ""));
      if (!(value >= key.min() && value <= ceiling(type, key))) {
        return was(scalar, path, allowed);
      }
      if (type == double.class) {
        return value;
      }
      long whole = Long.parseLong(scalar.text().replace("_", ""));
      return type == int.class ? (Object) Math.toIntExact(whole) : (Object) whole;
    } catch (NumberFormatException e) {
      return was(scalar, path, allowed);
    }
  }

  private @Nullable String text(Scalar scalar, Key key, String path) {
    if (scalar.text().isEmpty()) {
      return key.optional() ? "" : (String) was(scalar, path, "a text that is not empty");
    }
    try {
      return key.path() ? resolved(scalar.text(), scalar.origin().folder()) : scalar.text();
    } catch (InvalidPathException e) {
      return (String) was(scalar, path, "a path");
    }
  }

  private @Nullable List<String> list(ConfigNode node, Key key, String path) {
    List<ConfigNode> items =
        node instanceof Sequence sequence
            ? sequence.items()
            : node instanceof Scalar scalar && scalar.text().isEmpty() ? List.of() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (ConfigNode item : items) {
      if (!(item instanceof Scalar scalar)) {
        expected(item, path, "a list of texts");
        return null;
      }
      String text = text(scalar, key, path);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  private @Nullable Map<String, String> map(ConfigNode node, String path) {
    if (node instanceof Scalar scalar && scalar.text().isEmpty()) {
      return Map.of();
    }
    if (!(node instanceof Mapping mapping)) {
      expected(node, path, "keys and values");
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      if (!(entry.getValue() instanceof Scalar scalar) || scalar.text().isEmpty()) {
        expected(entry.getValue(), join(path, entry.getKey()), "a single value");
        return null;
      }
      texts.put(entry.getKey(), scalar.text());
    }
    return texts;
  }

  /** Gives an absolute path, or the text as it is when it names a scheme such as {@code hdfs:}. */
  static String resolved(String text, String folder) {
    boolean hasScheme = text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    return hasScheme ? text : Path.of(folder).resolve(text).toAbsolutePath().normalize().toString();
  }

  static String allowedNumbers(Type type, Key key) {
    String kind = type == double.class ? "a number" : "a whole number";
    boolean hasMin = key.min() != Double.NEGATIVE_INFINITY;
    boolean hasMax = ceiling(type, key) != Double.POSITIVE_INFINITY;
    String from = hasMin ? " from " + plain(key.min()) : "";
    String to = hasMax ? (hasMin ? " to " : " up to ") + plain(ceiling(type, key)) : "";
    return kind + from + to;
  }

  private static double ceiling(Type type, Key key) {
    return type == int.class ? Math.min(key.max(), Integer.MAX_VALUE) : key.max();
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private @Nullable Object was(Scalar scalar, String path, String allowed) {
    note(scalar.origin(), path, "was \"" + scalar.text() + "\"; allowed: " + allowed);
    return null;
  }

  private @Nullable Object expected(ConfigNode node, String path, String kind) {
    note(node.origin(), path, "expected " + kind);
    return null;
  }

  private void note(Origin origin, String path, String problem) {
    problems.add(origin + ": " + path + ": " + problem);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static <T extends Record> T newRecord(
      Class<T> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] kinds =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(kinds).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Cannot make " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type.getSimpleName(), e);
    }
  }
}
