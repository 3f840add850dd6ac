package org.clipmill.core.focus;

import java.util.List;
import java.util.stream.IntStream;

/** Keyframes without any question: at even distances over the whole video. */
public final class EvenFrames {
  private EvenFrames() {}

  /**
   * Gives the middles of as many equal parts as frames are wanted; all frames if there are fewer.
   * Nothing is known of their relevance.
   */
  public static List<Integer> of(int frames, int wanted) {
    int count = Math.min(frames, wanted);
    return IntStream.range(0, count)
        .mapToObj(i -> (int) ((2L * i + 1) * frames / (2L * count)))
        .toList();
  }
}
