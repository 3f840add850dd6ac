package org.clipmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What models of one kind have in common, so that an entry need not say it. */
final class Presets {
  private static final String RESOURCE = "presets.yaml";
  private static final ObjectMapper YAML = YAMLMapper.builder().build();

  /** Sections whose keys are laid over each other one by one; any other value replaces. */
  private static final Set<String> SECTIONS = Set.of("files", "input", "output", "text", "score");

  private final JsonNode presets;

  private Presets(JsonNode presets) {
    this.presets = presets;
  }

  static Presets shipped() {
    try (InputStream stream = Presets.class.getResourceAsStream(RESOURCE)) {
      return new Presets(YAML.readTree(Objects.requireNonNull(stream, RESOURCE)).path("presets"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    presets.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String name) {
    return presets.has(name);
  }

  /**
   * Gives an entry with what its preset says where it says nothing itself. The two towers of a
   * preset give way to an entry's one file that holds both.
   */
  JsonNode under(String name, JsonNode entry) {
    ObjectNode merged = presets.path(name).deepCopy();
    boolean isOneFile = entry.has("file") || entry.path("files").has(Role.MODEL.toString());
    if (isOneFile && merged.path("files") instanceof ObjectNode files) {
      files.remove(List.of(Role.VISION.toString(), Role.TEXT.toString()));
    }
    for (Map.Entry<String, JsonNode> own : entry.properties()) {
      JsonNode given = merged.path(own.getKey());
      if (SECTIONS.contains(own.getKey()) && given.isObject() && own.getValue().isObject()) {
        ((ObjectNode) given).setAll((ObjectNode) own.getValue());
      } else {
        merged.set(own.getKey(), own.getValue());
      }
    }
    return merged;
  }
}
