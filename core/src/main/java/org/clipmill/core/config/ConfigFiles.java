package org.clipmill.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigNode.Mapping;
import org.clipmill.core.config.ConfigNode.Origin;
import org.clipmill.core.config.ConfigNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings: the values that ship, then each file over them, then each {@code key=value} of
 * the command line.
 */
public final class ConfigFiles {
  private static final String SHIPPED = "/conf/pipeline.yaml";
  private static final String SHIPPED_NAME = "conf/pipeline.yaml (built in)";

  /** The built-in file behaves as if it lay in ./conf: its relative paths start there. */
  private static final String SHIPPED_FOLDER = "conf";

  private ConfigFiles() {}

  /**
   * Reads the settings of the pipeline.
   *
   * @param files overlays, each over the ones before it
   * @param sets assignments such as {@code split.min-clip-seconds=3}, over all files
   * @throws ConfigException with every problem found: file, line, key, what was seen and what is
   *     allowed
   */
  public static PipelineConfig read(List<Path> files, List<String> sets) {
    List<String> problems = new ArrayList<>();
    Mapping settings = shipped();
    for (Path file : files) {
      settings = laidOver(settings, () -> readFile(file), problems);
    }
    for (String set : sets) {
      settings = laidOver(settings, () -> assignment(set), problems);
    }
    ConfigBinder binder = new ConfigBinder();
    @Nullable PipelineConfig config = binder.bind(PipelineConfig.class, settings, "");
    problems.addAll(binder.problems());
    if (config != null) {
      problems.addAll(ConfigRules.problems(config));
    }
    if (config == null || !problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /**
   * Tells whether a path comes from the built-in file and nothing lies there: then what is built in
   * is meant.
   */
  public static boolean isShipped(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return Path.of(SHIPPED_FOLDER).toAbsolutePath().equals(folder) && Files.notExists(path);
  }

  private interface Layer {
    Mapping read();
  }

  private static Mapping laidOver(Mapping below, Layer layer, List<String> problems) {
    try {
      return below.overlaidBy(layer.read());
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      return below;
    }
  }

  private static Mapping shipped() {
    try (InputStream in = ConfigFiles.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + SHIPPED);
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return YamlReader.readMapping(yaml, SHIPPED_NAME, SHIPPED_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mapping readFile(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return YamlReader.readMapping(
          Files.readString(file), file.toString(), folder == null ? "." : folder.toString());
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "no such file" : e.toString();
  }

  private static Mapping assignment(String set) {
    int equals = set.indexOf('=');
    if (equals <= 0) {
      throw new ConfigException("--set " + set + ": expected key=value");
    }
    String source = "--set " + set;
    Origin origin = new Origin(source, ".", 0);
    String[] keys = set.substring(0, equals).split("\\.", -1);
    String value = set.substring(equals + 1);
    // To YAML this is an alias; on the command line it can only be a pattern of file names.
    ConfigNode node =
        value.startsWith("*") ? new Scalar(origin, value) : YamlReader.read(value, source, ".");
    for (int i = keys.length - 1; i >= 0; i--) {
      Map<String, ConfigNode> entry = new LinkedHashMap<>();
      entry.put(keys[i], node);
      node = new Mapping(origin, entry);
    }
    return (Mapping) node;
  }
}
