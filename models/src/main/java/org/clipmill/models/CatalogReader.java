package org.clipmill.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clipmill.core.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads {@code models.yaml}. */
final class CatalogReader {
  /**
   * What is best on one core (docs/benchmarks.md): ONNX Runtime's CPU kernels gain nothing from a
   * larger batch and lose their caches to it. A GPU wants more.
   */
  static final int DEFAULT_BATCH = 1;

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;
  private final Path folder;
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
    top.refuseOtherKeys();
    for (Iterator<Map.Entry<String, JsonNode>> it = root.path("models").fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> field = it.next();
      String id = field.getKey();
      entries.put(id, entry(id, new Section(name + ": models." + id, field.getValue(), problems)));
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

  private ModelEntry entry(String id, Section section) {
    Task task = section.choice("task", Task.values(), Task.VAE_ENCODER);
    section.text("task");
    Processor processor = section.choice("engine", Processor.values(), Processor.AUTO);
    String source = section.textOrNull("source");
    String file = file(section, source);
    String sha256 = section.textOrNull("sha256");
    if (sha256 != null && !SHA256.matcher(sha256).matches()) {
      section.problem("sha256", sha256, "64 lower-case hexadecimal digits");
    }
    String licence = section.text("licence");
    Integer batch = section.countOrNull("batch");
    ImageInput input = input(section.section("input"));
    TensorOutput output = output(section.section("output"));
    section.refuseOtherKeys();
    return new ModelEntry(
        id,
        task,
        processor,
        source,
        file,
        sha256,
        licence,
        batch == null ? DEFAULT_BATCH : batch,
        input,
        output);
  }

  private @Nullable String file(Section section, @Nullable String source) {
    if (Weights.ships(source)) {
      String file = section.textOrNull("file");
      if (file != null) {
        section.problem("file", file, "no file beside source: " + source + ", which ships");
      }
      return null;
    }
    return folder.resolve(section.text("file")).toAbsolutePath().normalize().toString();
  }

  private static ImageInput input(Section section) {
    ImageInput input =
        new ImageInput(
            section.text("name"),
            size(section),
            section.colours("mean", 0.0f),
            section.colours("std", 1.0f));
    if (input.std().contains(0.0f)) {
      section.problem("std", input.std().toString(), "numbers other than 0");
    }
    section.refuseOtherKeys();
    return input;
  }

  private static ImageInput.@Nullable FrameSize size(Section section) {
    String text = section.textOrNull("size");
    if (text == null) {
      return null;
    }
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      section.problem("size", text, "WIDTHxHEIGHT, for example 240x240");
      return null;
    }
    return new ImageInput.FrameSize(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static TensorOutput output(Section section) {
    TensorOutput output = new TensorOutput(section.text("name"), section.countOrNull("channels"));
    section.refuseOtherKeys();
    return output;
  }
}
