package org.clipmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clipmill.core.config.ConfigException;

/**
 * The models that settings may name, as {@code conf/models.yaml} lists them.
 *
 * <p>Reading checks what stands in the file; {@link #checked} checks that the weights of one model
 * are there and are the right ones. Models that no setting names need not be there.
 */
public final class ModelCatalog {
  private static final String SHIPPED = "/zoo/models.yaml";

  private final String name;
  private final Map<String, ModelEntry> entries;

  private ModelCatalog(String name, Map<String, ModelEntry> entries) {
    this.name = name;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /**
   * Reads a catalogue. Relative paths in it are relative to the folder it lies in. The models that
   * ship are in it too, unless it has others under their names.
   *
   * @throws ConfigException naming every problem: an unreadable file, an unknown key, task or
   *     engine, a missing value
   */
  public static ModelCatalog read(Path yaml) {
    Path folder = Objects.requireNonNull(yaml.toAbsolutePath().getParent(), "a file has a folder");
    try (InputStream stream = Files.newInputStream(yaml)) {
      Map<String, ModelEntry> entries = new TreeMap<>(shipped().entries);
      entries.values().removeIf(entry -> !entry.ships());
      entries.putAll(new CatalogReader(yaml.toString(), folder).read(stream));
      return new ModelCatalog(yaml.toString(), entries);
    } catch (IOException e) {
      throw new ConfigException("Cannot read the models file " + yaml + ": " + e);
    }
  }

  /**
   * Gives the catalogue as it was when Clipmill was built, for callers without a configuration;
   * relative paths in it are relative to {@code conf} in the working directory.
   */
  public static ModelCatalog shipped() {
    try (InputStream stream = ModelCatalog.class.getResourceAsStream(SHIPPED)) {
      Objects.requireNonNull(stream, SHIPPED);
      String name = "conf/models.yaml";
      return new ModelCatalog(name, new CatalogReader(name, Path.of("conf")).read(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the ids of all models, in alphabetical order. */
  public SortedSet<String> ids() {
    return new TreeSet<>(entries.keySet());
  }

  /**
   * Gives one model.
   *
   * @throws ConfigException listing the known ids if there is none of this id
   */
  public ModelEntry entry(String id) {
    ModelEntry entry = entries.get(id);
    if (entry == null) {
      throw new ConfigException(
          "Was model " + id + "; allowed: " + String.join(", ", ids()) + " (" + name + ")");
    }
    return entry;
  }

  /**
   * Checks that the files of a model can be used and gives its entry with their hashes, whether or
   * not the catalogue names them. The hash is what a recipe records, and what an executor compares.
   * Nothing is run: {@link ModelCheck} does that.
   *
   * @throws ConfigException naming all that is wrong: unknown id, missing file and where it is to
   *     be had, wrong hash, a file cut short, inputs and outputs of other names, types or shapes
   *     than the entry says, labels of another count, a processor that this machine lacks
   */
  public ModelEntry checked(String id) {
    ModelEntry entry = entry(id);
    List<String> problems = new ArrayList<>();
    ModelEntry hashed = Inspection.hashed(entry, problems);
    if (problems.isEmpty()) {
      Inspection.inspect(entry, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return hashed;
  }

  /** Gives the ids in messages. */
  @Override
  public String toString() {
    return name + Set.copyOf(entries.keySet());
  }
}
