package org.clipmill.core.align;

import java.util.List;

/**
 * A way to describe videos such that two descriptions tell how well the videos match at any offset
 * in time, without their frames. Immutable; any number of threads may use one.
 */
public interface Aligner {

  /** Describes a video: {@link HarmonicSums#dimension} is that of its features. */
  HarmonicSums describe(FrameFeatures video);

  /** Prepares the comparison of many pairs at the same offsets. */
  PairScorer scorer(Offsets offsets);

  /**
   * Gives the description that the video would have if it began later.
   *
   * @param frames how much later, in frames of 1 / {@link FrameFeatures#RATE} s; may be negative
   * @throws UnsupportedOperationException if this way cannot do it
   */
  HarmonicSums shift(HarmonicSums video, double frames);

  /** Scores pairs at fixed offsets. Immutable. */
  @FunctionalInterface
  interface PairScorer {

    /**
     * Gives how well two videos match at every offset.
     *
     * @throws IllegalArgumentException if the descriptions differ in shape
     */
    ScoreCurve curve(HarmonicSums first, HarmonicSums second);

    /** Gives the best match of each of the others with one video, in their order. */
    default List<AlignmentScore> best(HarmonicSums first, List<HarmonicSums> others) {
      return others.stream().map(other -> curve(first, other).best()).toList();
    }
  }
}
