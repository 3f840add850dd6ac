package org.clipmill.models;

import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** What scorers of both kinds ask of texts and scores. */
final class Texts {
  private Texts() {}

  /**
   * Gives the tokens of a text.
   *
   * @throws ClipException {@code MODEL_FAILED} if it is blank
   */
  static Tokens tokens(ModelEntry entry, Tokenizer tokenizer, String text) {
    if (text.isBlank()) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot score frames by model " + entry.id() + ": saw a blank text, expected words");
    }
    return tokenizer.tokens(text);
  }

  /**
   * Gives a score back.
   *
   * @throws ClipException {@code MODEL_FAILED} if it is no number
   */
  static double finite(ModelEntry entry, double score) {
    if (!Double.isFinite(score)) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot score frames by model " + entry.id() + ": saw a score of " + score);
    }
    return score;
  }
}
