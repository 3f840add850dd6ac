package org.clipmill.core.focus;

import java.util.List;

/**
 * What FOCUS picked.
 *
 * @param keyframes by time, no frame twice
 * @param details how it came to them
 */
public record FocusResult(List<Keyframe> keyframes, SamplingDetails details) {

  /** Copies the list. */
  public FocusResult {
    keyframes = List.copyOf(keyframes);
  }

  /** Gives the indices of the picked frames, by time. */
  public List<Integer> frames() {
    return details.finalSelectedFrames();
  }

  /** Gives how many frames were scored. */
  public int scoredFrames() {
    return details.videoMetadata().budgetUsed();
  }
}
