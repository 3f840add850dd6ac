package org.clipmill.models;

import java.util.Locale;

/** How one vector is made of an output that has one row per patch or token. */
public enum Pooling {
  /** The first row: the class token of BERT and DINOv2. */
  FIRST,
  /** The mean of the rows; of a text, of those that are no padding. */
  MEAN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
