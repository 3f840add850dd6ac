package org.clipmill.core.align;

/**
 * A run of whole offsets, in frames of 1 / {@link FrameFeatures#RATE} s. An offset is the position
 * in the first video less the position in the second: where the first starts 20 frames into the
 * second, it is -20.
 *
 * @param first the smallest
 * @param end after the largest
 */
public record Offsets(int first, int end) {
  /**
   * Checks the run.
   *
   * @throws IllegalArgumentException if it holds no offset
   */
  public Offsets {
    if (first >= end || (long) end - first > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Was offsets from %d to before %d; expected at least one".formatted(first, end));
    }
  }

  /** Gives the offsets from {@code -reach} to {@code reach - 1}; reach is at least 1. */
  public static Offsets within(int reach) {
    return new Offsets(-reach, reach);
  }

  /** Gives how many offsets there are; at least 1. */
  public int count() {
    return end - first;
  }
}
