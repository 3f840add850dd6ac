package org.clipmill.models;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.clipmill.core.config.ConfigException;

/**
 * Cuts texts into the tokens of a model, by the rules of a {@code tokenizer.json}: Hugging Face's
 * own library, from a file, without network. Safe for any number of threads.
 */
final class Tokenizer implements AutoCloseable {
  private final TextInput text;
  private final HuggingFaceTokenizer library;
  private final long largestId;

  private Tokenizer(TextInput text, HuggingFaceTokenizer library, long largestId) {
    this.text = text;
    this.library = library;
    this.largestId = largestId;
  }

  /**
   * Reads the tokenizer file of a model.
   *
   * @throws ConfigException if it is not there or no tokenizer
   */
  static Tokenizer load(ModelEntry entry) {
    TextInput text = Objects.requireNonNull(entry.text(), "a model that reads texts says how");
    Weights weights = Weights.of(entry, Role.TOKENIZER);
    ModelCache.startEngine();
    try (InputStream in = weights.open()) {
      byte[] bytes = in.readAllBytes();
      long largest = largestId(new ObjectMapper().readTree(bytes).path("model").path("vocab"));
      Map<String, String> options =
          Map.of(
              "truncation",
              "true",
              "maxLength",
              Integer.toString(text.context()),
              "modelMaxLength",
              Integer.toString(text.context()),
              "padding",
              "false");
      return new Tokenizer(
          text,
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bytes), options),
          largest);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new ConfigException(
          "Cannot read the tokenizer of model "
              + entry.id()
              + " from "
              + weights.place()
              + ": "
              + LoadedModel.deepest(e));
    }
  }

  /** A vocabulary is a map from token to id, or a list in the order of ids. */
  private static long largestId(JsonNode vocabulary) {
    long largest = vocabulary.isArray() ? vocabulary.size() - 1 : -1;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id.asLong());
      }
    }
    if (largest < 0) {
      throw new IllegalArgumentException("saw no vocabulary, expected model.vocab");
    }
    return largest;
  }

  /** Gives the tokens of a text. One that is too long is cut, its end token kept. */
  Tokens tokens(String words) {
    return filled(library.encode(words).getIds());
  }

  /** Gives the tokens of the shortest text: what the tokenizer adds to nothing, at least one. */
  Tokens shortest() {
    long[] ids = library.encode("").getIds();
    return filled(ids.length == 0 ? new long[] {text.padId()} : ids);
  }

  /** Gives a text of the largest id of the vocabulary, which a network must know. */
  Tokens ofLargestId() {
    return filled(new long[] {largestId});
  }

  private Tokens filled(long[] ids) {
    if (text.padding() == TextInput.Padding.NONE || ids.length >= text.context()) {
      return new Tokens(ids, ids.length);
    }
    long[] filled = Arrays.copyOf(ids, text.context());
    Arrays.fill(filled, ids.length, filled.length, text.padId());
    return new Tokens(filled, ids.length);
  }

  long largestId() {
    return largestId;
  }

  @Override
  public void close() {
    library.close();
  }
}
