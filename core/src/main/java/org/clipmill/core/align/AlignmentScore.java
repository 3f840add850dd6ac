package org.clipmill.core.align;

/**
 * The best place at which two videos match.
 *
 * @param offset in frames of 1 / {@link FrameFeatures#RATE} s, as {@link Offsets} counts them
 * @param score the greater, the better; its range is that of the model
 */
public record AlignmentScore(int offset, double score) {
  /** Gives the offset in seconds. */
  public double offsetSeconds() {
    return (double) offset / FrameFeatures.RATE;
  }
}
