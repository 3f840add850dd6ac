package org.clipmill.models;

import java.io.Serializable;
import java.util.Locale;

/**
 * How the cosine of a frame's and a text's vector becomes their score.
 *
 * @param kind which formula
 * @param scale what the cosine is multiplied with before the sigmoid; SigLIP's {@code
 *     exp(logit_scale)}
 * @param bias what is added then; SigLIP's {@code logit_bias}
 */
public record ScoreRule(Kind kind, double scale, double bias) implements Serializable {

  /** The formulas. */
  public enum Kind {
    /** The cosine itself, -1 to 1 (CLIP). */
    COSINE,
    /** {@code 1 / (1 + exp(-(scale * cosine + bias)))}, 0 to 1 (SigLIP). */
    SIGMOID;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Gives the score for a cosine. */
  public double of(double cosine) {
    return switch (kind) {
      case COSINE -> cosine;
      case SIGMOID -> 1.0 / (1.0 + Math.exp(-(scale * cosine + bias)));
    };
  }
}
