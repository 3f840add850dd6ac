package org.clipmill.core.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * How likely a shot ends at each frame of a video.
 *
 * <p>The rule that makes shots of probabilities is TransNetV2's ({@code predictions_to_scenes} of
 * its inference program; Soucek and Lokoc, "TransNet V2", 2020).
 */
public final class ShotBoundaries {
  private final float[] ends;
  private final float[] transitions;

  /**
   * Wraps probabilities.
   *
   * @param ends one per frame, 0 to 1
   * @param transitions one per frame, 0 to 1; or none, if the model does not tell
   * @throws IllegalArgumentException if there are transitions, but not one per frame
   */
  public ShotBoundaries(float[] ends, float[] transitions) {
    if (transitions.length != 0 && transitions.length != ends.length) {
      throw new IllegalArgumentException(
          "Was " + transitions.length + " transitions for " + ends.length + " frames");
    }
    this.ends = ends.clone();
    this.transitions = transitions.clone();
  }

  /** Gives for each frame how likely it is the last one of a shot, 0 to 1; a copy. */
  public float[] ends() {
    return ends.clone();
  }

  /**
   * Gives for each frame how likely it is part of a passage from one shot to the next, 0 to 1; a
   * copy. A hard cut has two such frames, a dissolve many. Empty if the model does not tell.
   */
  public float[] transitions() {
    return transitions.clone();
  }

  /**
   * Cuts the video into shots. A frame above the threshold ends a shot; the next one starts at the
   * first frame after it that is not above: of a run of such frames only the first is in a shot. A
   * video without such frames is one shot; one whose frames are all above is one shot too; a video
   * without frames has none.
   *
   * @param threshold the probability that must be exceeded; 0.5 for TransNetV2
   */
  public List<Shot> shots(double threshold) {
    List<Shot> shots = new ArrayList<>();
    int start = 0;
    boolean wasEnd = false;
    for (int frame = 0; frame < ends.length; frame++) {
      boolean isEnd = ends[frame] > threshold;
      if (wasEnd && !isEnd) {
        start = frame;
      }
      if (!wasEnd && isEnd && frame > 0) {
        shots.add(new Shot(start, frame + 1));
      }
      wasEnd = isEnd;
    }
    if (ends.length > 0 && (!wasEnd || shots.isEmpty())) {
      shots.add(new Shot(wasEnd ? 0 : start, ends.length));
    }
    return List.copyOf(shots);
  }

  /**
   * A stretch of frames without a cut.
   *
   * @param start its first frame, counted from 0
   * @param end the frame behind its last one
   */
  public record Shot(int start, int end) {}
}
