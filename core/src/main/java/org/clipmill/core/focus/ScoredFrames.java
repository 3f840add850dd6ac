package org.clipmill.core.focus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** The frames of one video that have been scored so far, in the order of asking. */
final class ScoredFrames {
  private final Relevance relevance;
  private final BitSet scored = new BitSet();
  private int[] frames = new int[0];
  private double[] scores = new double[0];

  ScoredFrames(Relevance relevance) {
    this.relevance = relevance;
  }

  /**
   * Scores frames that have not been scored; asks nothing for none.
   *
   * @throws ClipException {@code MODEL_FAILED} if a score is not a finite number
   */
  double[] score(int[] asked) {
    double[] answer = asked.length == 0 ? new double[0] : relevance.scores(asked);
    if (answer.length != asked.length) {
      throw new IllegalStateException(
          "Was " + answer.length + " scores for " + asked.length + " frames");
    }
    for (int i = 0; i < answer.length; i++) {
      if (!Double.isFinite(answer[i])) {
        throw new ClipException(
            ClipError.MODEL_FAILED,
            "Cannot use score of frame " + asked[i] + ": was " + answer[i] + ", expected a number");
      }
      scored.set(asked[i]);
    }
    int before = frames.length;
    frames = Arrays.copyOf(frames, before + asked.length);
    scores = Arrays.copyOf(scores, before + asked.length);
    System.arraycopy(asked, 0, frames, before, asked.length);
    System.arraycopy(answer, 0, scores, before, answer.length);
    return answer;
  }

  boolean has(int frame) {
    return scored.get(frame);
  }

  int count() {
    return frames.length;
  }

  /** Gives the frames in the order of asking; not a copy. */
  int[] frames() {
    return frames;
  }

  /** Gives their scores; not a copy. */
  double[] scores() {
    return scores;
  }

  /** Gives the places of the best in the order of asking; of equal ones the earlier asked first. */
  List<Integer> best(int count) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, frames.length).boxed().toList());
    order.sort(Comparator.comparingDouble((Integer at) -> 0.0 - scores[at]));
    return order.subList(0, Math.min(count, order.size()));
  }
}
