package org.clipmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.clipmill.core.config.ConfigException;

/** The labels of a classifier: one a line, in UTF-8, in the order of the logits. */
final class Labels {
  private Labels() {}

  /**
   * Reads them. Empty lines at the end are none; one between labels is an empty label.
   *
   * @throws ConfigException if the file cannot be read
   */
  static List<String> read(ModelEntry entry) {
    Weights weights = Weights.of(entry, Role.LABELS);
    try (InputStream in = weights.open()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.copyOf(text.stripTrailing().lines().map(String::strip).toList());
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot read the labels of model " + entry.id() + " from " + weights.place() + ": " + e);
    }
  }

  static void check(ModelEntry entry, TensorSpec logits, List<String> problems) {
    int labels = read(entry).size();
    if (logits.contradicts(1, labels)) {
      problems.add(mismatch(entry, labels, logits.shape().get(1)));
    }
  }

  static String mismatch(ModelEntry entry, long labels, long logits) {
    return "Cannot use model "
        + entry.id()
        + ": saw "
        + labels
        + " labels in "
        + Weights.of(entry, Role.LABELS).place()
        + ", expected "
        + logits
        + ", one for each logit";
  }
}
