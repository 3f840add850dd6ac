package org.clipmill.models;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** Sends texts through a network, one at a time. One per task. */
final class TextRunner implements AutoCloseable {
  private final ModelEntry entry;
  private final Predictor<Tokens, float[]> predictor;

  TextRunner(ModelEntry entry, Network network) {
    this.entry = entry;
    this.predictor = network.predictor(new TextTranslator(entry, network.binding()));
  }

  /**
   * Gives the vector of a text, of any length.
   *
   * @throws ClipException {@code MODEL_FAILED} if the model rejects it
   */
  float[] run(Tokens tokens) {
    try {
      return predictor.predict(tokens);
    } catch (TranslateException e) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot run model "
              + entry.id()
              + " on a text of "
              + tokens.length()
              + " tokens: "
              + LoadedModel.deepest(e),
          e);
    }
  }

  @Override
  public void close() {
    predictor.close();
  }
}
