package org.clipmill.core.rank;

import java.util.Locale;

/** What became of a candidate. The name in lower case is the code that stands in tables. */
public enum Fate {
  /** It is among the best. */
  KEPT,
  /** Enough better ones of its own group were kept before it. */
  SAME_SPAN,
  /** As many as wanted were kept before it. */
  BELOW_KEEP;

  /** Gives the code, for example {@code same_span}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
