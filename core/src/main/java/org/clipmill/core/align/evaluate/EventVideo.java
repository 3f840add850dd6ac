package org.clipmill.core.align.evaluate;

/**
 * A video of EVVE.
 *
 * @param event that it was found for
 * @param id with the event as folder
 * @param judgement of a person: does it show the event
 * @param role in the evaluation
 */
public record EventVideo(String event, String id, Judgement judgement, Role role) {
  /** What a person said. */
  public enum Judgement {
    /** It shows the event. */
    RELEVANT,
    /** It does not. */
    OTHER,
    /** Neither: it is taken out of the ranking of its event. */
    UNCOUNTED;

    static Judgement of(int code) {
      return code > 0 ? RELEVANT : code == 0 ? OTHER : UNCOUNTED;
    }
  }

  /** Asked for, or searched. */
  public enum Role {
    /** Videos like this one are sought. */
    QUERY,
    /** May be found. */
    DATABASE
  }
}
