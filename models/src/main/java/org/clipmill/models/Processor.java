package org.clipmill.models;

import java.util.Locale;

/** Where a model runs: the key {@code engine} of the catalogue, in lower case. */
public enum Processor {
  /** On the GPU when there is one that the runtime can use, else on the CPU. */
  AUTO,
  /** On the CPU. */
  CPU,
  /** On the GPU; without one it is an error. */
  CUDA;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
