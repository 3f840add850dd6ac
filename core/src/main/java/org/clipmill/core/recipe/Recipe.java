package org.clipmill.core.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table is made from. Two tables with the same fingerprint hold the same rows.
 *
 * @param stage the verb
 * @param version of the meaning of the stage's output
 * @param table the noun
 * @param settings the settings that change the output, key to value
 * @param inputs folders of the tables that are read, {@code table/folder}, and content hashes of
 *     files from outside
 * @param weights ids of models to hashes of their files
 * @param attempt 0, raised by each {@code --retry}
 */
@JsonPropertyOrder(alphabetic = true)
public record Recipe(
    String stage,
    int version,
    String table,
    SortedMap<String, String> settings,
    List<String> inputs,
    SortedMap<String, String> weights,
    int attempt) {

  public Recipe {
    settings = new TreeMap<>(settings);
    inputs = List.copyOf(inputs);
    weights = new TreeMap<>(weights);
  }

  /** Gives the recipe of another attempt at the same. */
  public Recipe withAttempt(int number) {
    return new Recipe(stage, version, table, settings, inputs, weights, number);
  }

  /** Gives 16 hexadecimal digits that stand for stage, settings, inputs and weights. */
  @JsonIgnore
  public String fingerprint() {
    return Fingerprint.of(Json.canonical(withAttempt(0)));
  }

  /** Gives the name of the folder: the fingerprint, and the attempt if it is not the first. */
  @JsonIgnore
  public String folder() {
    return attempt == 0 ? fingerprint() : fingerprint() + "-" + attempt;
  }

  /** Gives the settings as one map entry per key, for a section of the settings. */
  public static SortedMap<String, String> settingsOf(Record section) {
    SortedMap<String, String> settings = new TreeMap<>();
    Map<String, Object> values = Json.mapOf(section);
    values.forEach((key, value) -> settings.put(key, Json.canonical(value)));
    return settings;
  }
}
