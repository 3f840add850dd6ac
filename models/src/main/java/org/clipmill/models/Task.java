package org.clipmill.models;

import java.util.Locale;

/** What a model is for. The name in lower case with hyphens stands in the catalogue. */
public enum Task {
  /** Turns a frame into the moments of a latent space: {@code [channels][height][width]}. */
  VAE_ENCODER,
  /** Turns a frame into one vector. */
  IMAGE_EMBEDDER,
  /** Scores frames against a text: two towers whose vectors are compared (CLIP, SigLIP). */
  TEXT_SCORER,
  /** Scores frames against a text: one network that sees both (BLIP-ITM). */
  PAIR_SCORER,
  /** Gives a logit for each of a list of labels. */
  CLASSIFIER,
  /** Gives the last convolution maps: {@code [channels][height][width]}. */
  FEATURE_MAPS,
  /** Finds where shots end (TransNetV2). */
  SHOT_DETECTOR;

  /**
   * Tells whether {@link ModelCache#encoder} takes such a model; of a text-scorer the image tower.
   */
  public boolean encodesFrames() {
    return this == VAE_ENCODER || this == IMAGE_EMBEDDER || this == TEXT_SCORER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
