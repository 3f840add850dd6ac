package org.clipmill.core.focus;

import java.util.OptionalInt;

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

  /**
   * Gives a frame of a stretch that can be had without decoding many others, near a wished one: a
   * key frame of the stream. Empty if there is none in the stretch. Where every frame costs the
   * same it is the wished one.
   *
   * @param wished within the stretch
   * @param first first frame of the stretch
   * @param last last frame of the stretch, within it
   */
  default OptionalInt cheapFrame(int wished, int first, int last) {
    return OptionalInt.of(wished);
  }
}
