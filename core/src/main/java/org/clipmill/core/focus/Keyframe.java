package org.clipmill.core.focus;

/**
 * A picked frame.
 *
 * @param frame its index in the video
 * @param relevance its score if it was scored, else what the scored frames around it let expect
 * @param origin why it was picked
 */
public record Keyframe(int frame, double relevance, Origin origin) {

  /** Why a frame was picked. */
  public enum Origin {
    /** It was scored, and its score was among the best. */
    TOP,
    /** It lies in one of the best arms. */
    ARM
  }
}
