package org.clipmill.core.focus;

/**
 * Says how well frames of one video fit one text. Every asked frame costs a decoded picture and a
 * run of a model, so it is asked for few, many at a time.
 */
@FunctionalInterface
public interface Relevance {

  /**
   * Gives one score per frame, in the order of the frames: the higher, the better the frame fits.
   *
   * @param frames different frames of the video, in any order; none gives no scores
   * @throws org.clipmill.core.clip.ClipException if a frame cannot be decoded or scored
   */
  double[] scores(int[] frames);
}
