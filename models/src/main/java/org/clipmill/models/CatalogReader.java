package org.clipmill.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clipmill.core.config.ConfigException;

/** Reads {@code models.yaml}. */
final class CatalogReader {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;
  private final Path folder;
  private final Presets presets = Presets.shipped();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param name the name of the file in messages
   * @param folder what relative paths in it are relative to
   */
  CatalogReader(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * Gives the entries by id.
   *
   * @throws ConfigException naming every problem of the file
   */
  Map<String, ModelEntry> read(InputStream stream) throws IOException {
    Map<String, ModelEntry> entries = new TreeMap<>();
    JsonNode root = parse(stream);
    Section top = new Section(name, root, problems);
    top.section("models");
    String weights = top.textOrNull("weights");
    top.refuseOtherKeys();
    Path home = Path.of(System.getProperty("user.home", "."));
    EntryReader reader =
        new EntryReader(folder, WeightsFolder.of(folder, weights, System.getenv(), home));
    for (Iterator<Map.Entry<String, JsonNode>> it = root.path("models").fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      String id = field.getKey();
      String place = name + ": models." + id;
      JsonNode entry = whole(place, field.getValue());
      entries.put(id, reader.read(id, new Section(place, entry, problems)));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return entries;
  }

  private JsonNode parse(InputStream stream) throws IOException {
    try {
      return YAML.readTree(stream);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "Cannot read "
              + name
              + ": line "
              + line(e)
              + ": "
              + e.getOriginalMessage().replaceAll("\\s+", " "));
    }
  }

  private static String line(JsonProcessingException error) {
    return error.getLocation() == null ? "unknown" : "" + error.getLocation().getLineNr();
  }

  /** Lays the preset of an entry under it, if it names one that there is. */
  private JsonNode whole(String place, JsonNode entry) {
    String preset = entry.path("preset").asText();
    if (!entry.isObject() || preset.isEmpty()) {
      return entry;
    }
    if (!presets.has(preset)) {
      problems.add(
          place + ".preset: Was " + preset + "; allowed: " + String.join(", ", presets.names()));
    }
    ObjectNode rest = entry.deepCopy();
    rest.remove("preset");
    return presets.has(preset) ? presets.under(preset, rest) : rest;
  }
}
