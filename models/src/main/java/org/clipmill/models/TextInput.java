package org.clipmill.models;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model wants its texts. Token ids come from the model's tokenizer file, with the special
 * tokens it adds. What a name says is in the network that reads texts; null means that the names
 * that are customary are tried.
 *
 * @param ids the name of the input for token ids, int64 or int32 {@code [batch][tokens]}
 * @param mask the name of the input that is 1 for a token and 0 for padding; a network may have
 *     none
 * @param output what is taken from a text tower; its own name and number of channels
 * @param context most tokens of a text; a longer one is cut before its end token
 * @param padId what shorter texts are filled up with
 * @param padding whether they are
 */
public record TextInput(
    @Nullable String ids,
    @Nullable String mask,
    TensorOutput output,
    int context,
    int padId,
    Padding padding)
    implements Serializable {

  /** To which length texts are filled up. */
  public enum Padding {
    /** They keep their length. */
    NONE,
    /** To the longest: {@code context}. */
    CONTEXT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
