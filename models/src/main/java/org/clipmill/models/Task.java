package org.clipmill.models;

import java.util.Locale;

/** What a model is for. The name in lower case with hyphens stands in the catalogue. */
public enum Task {
  /** Turns a frame into the moments of a latent space: {@code [channels][height][width]}. */
  VAE_ENCODER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
