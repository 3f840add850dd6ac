package org.clipmill.models;

import java.util.Locale;

/** What a file is to its model. The name in lower case is the key below {@code files}. */
public enum Role {
  /** The network; of a model with two towers, a file that holds both. */
  MODEL,
  /** The network that looks at frames, when texts have one of their own. */
  VISION,
  /** The network that reads texts, when frames have one of their own. */
  TEXT,
  /** A {@code tokenizer.json} of Hugging Face's tokenizers. */
  TOKENIZER,
  /** One label a line, in the order of the logits. */
  LABELS,
  /** Weights that a network file keeps outside itself; lies beside it. */
  WEIGHTS;

  /** Tells whether an engine runs such a file. */
  boolean isNetwork() {
    return this == MODEL || this == VISION || this == TEXT;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
