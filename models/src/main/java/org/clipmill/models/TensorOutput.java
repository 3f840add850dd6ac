package org.clipmill.models;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from a model.
 *
 * @param name the name of the output in the model file; null to try the names that are customary
 * @param channels how many channels it must have: of moments and maps the second axis, of an
 *     embedding its length, of logits their number; null if any number will do
 * @param pooling what becomes of an output with one row per patch or token
 * @param values what the numbers are, where that makes a difference: of a shot-detector
 */
public record TensorOutput(
    @Nullable String name, @Nullable Integer channels, Pooling pooling, Values values)
    implements Serializable {

  /** What the numbers of an output are. */
  public enum Values {
    /** Any number; {@code 1 / (1 + exp(-x))} makes a probability of it. */
    LOGITS,
    /** 0 to 1 already: the export ends with the sigmoid. */
    PROBABILITIES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
