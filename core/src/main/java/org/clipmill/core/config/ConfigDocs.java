package org.clipmill.core.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes {@code docs/config.md} from the records. */
public final class ConfigDocs {
  private ConfigDocs() {}

  /** Gives the page: one table of keys per section. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Settings\n\n")
        .append("Made from `PipelineConfig`; do not edit. The values that ship are in")
        .append(" `conf/pipeline.yaml`.\n")
        .append("A relative path in a file starts at the folder of that file;")
        .append(" in `--set` it starts at the current folder.\n");
    for (RecordComponent section : PipelineConfig.class.getRecordComponents()) {
      String name = ConfigBinder.keyOf(section);
      page.append("\n## ")
          .append(name)
          .append("\n\n| key | allowed | what it does |\n|---|---|---|\n");
      for (RecordComponent component : section.getType().getRecordComponents()) {
        Key key = component.getAnnotation(Key.class);
        page.append("| `")
            .append(name)
            .append('.')
            .append(ConfigBinder.keyOf(component))
            .append("` | ")
            .append(allowed(component, key))
            .append(" | ")
            .append(key.value())
            .append(" |\n");
      }
    }
    return page.toString();
  }

  private static String allowed(RecordComponent component, Key key) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(ConfigBinder::wordOf)
          .collect(Collectors.joining(", "));
    }
    if (type == String.class) {
      return key.path() ? "a path" : key.optional() ? "a text, or empty" : "a text";
    }
    if (type == boolean.class) {
      return "true, false";
    }
    return switch (type.getSimpleName()) {
      case "List" -> key.path() ? "a list of paths" : "a list of texts";
      case "Map" -> "keys and texts";
      default -> ConfigBinder.allowedNumbers(type, key);
    };
  }
}
