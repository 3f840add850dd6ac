package org.clipmill.models;

import java.util.Arrays;

/** A text as a model reads it: token ids, filled up if the model wants that. */
final class Tokens {
  private final long[] ids;
  private final int used;

  /**
   * @param used how many ids are tokens; the others are padding
   */
  Tokens(long[] ids, int used) {
    this.ids = ids.clone();
    this.used = used;
  }

  int length() {
    return ids.length;
  }

  /** Tells whether there is a token at a place, and not padding. */
  boolean isToken(int index) {
    return index < used;
  }

  long[] ids() {
    return ids.clone();
  }

  /** Gives 1 for each token and 0 for padding. */
  long[] mask() {
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 0, used, 1);
    return mask;
  }
}
