package org.clipmill.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigNode.Mapping;
import org.clipmill.core.config.ConfigNode.Origin;
import org.clipmill.core.config.ConfigNode.Scalar;
import org.clipmill.core.config.ConfigNode.Sequence;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML into pieces that know their line. */
final class YamlReader {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String source;
  private final String folder;

  private YamlReader(String source, String folder) {
    this.source = source;
    this.folder = folder;
  }

  /**
   * Reads a whole file; an empty one is an empty mapping.
   *
   * @throws ConfigException with file and line if it is no YAML, has a key twice, or is no mapping
   */
  static Mapping readMapping(String yaml, String source, String folder) {
    ConfigNode node = read(yaml, source, folder);
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    if (node instanceof Scalar scalar && scalar.text().isEmpty()) {
      return new Mapping(scalar.origin(), Map.of());
    }
    throw new ConfigException(node.origin() + ": expected keys and values");
  }

  /** Reads one value as it may stand behind {@code --set key=}. */
  static ConfigNode read(String yaml, String source, String folder) {
    YamlReader reader = new YamlReader(source, folder);
    try (YAMLParser parser = YAML.createParser(yaml)) {
      ConfigNode node =
          parser.nextToken() == null ? new Scalar(reader.origin(parser), "") : reader.node(parser);
      if (parser.nextToken() != null) {
        throw new ConfigException(
            reader.origin(parser) + ": expected the end, saw a document more");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new ConfigException(reader.problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConfigNode node(YAMLParser parser) throws IOException {
    Origin origin = origin(parser);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        entries.put(key, node(parser));
      }
      return new Mapping(origin, entries);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<ConfigNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser));
      }
      return new Sequence(origin, items);
    }
    if (parser.isCurrentAlias()) {
      throw new ConfigException(
          origin
              + ": saw the alias *"
              + parser.getText()
              + "; a text that begins with * needs quotes");
    }
    String text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    return new Scalar(origin, text);
  }

  private Origin origin(YAMLParser parser) {
    return new Origin(
        source, folder, isCommandLine() ? 0 : parser.currentTokenLocation().getLineNr());
  }

  /** Says what is wrong and where; YAML's own message begins with what was being read instead. */
  private String problem(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      int line = marked.getProblemMark().getLine() + 1;
      return new Origin(source, folder, isCommandLine() ? 0 : line) + ": " + marked.getProblem();
    }
    JsonLocation location = e.getLocation();
    int line = location == null || isCommandLine() ? 0 : location.getLineNr();
    return new Origin(source, folder, line) + ": " + firstLine(e.getOriginalMessage());
  }

  private boolean isCommandLine() {
    return source.startsWith("--");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
