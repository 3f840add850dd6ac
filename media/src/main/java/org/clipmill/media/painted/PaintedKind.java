package org.clipmill.media.painted;

import java.util.Locale;

/** What a painted clip shows, and with that whether it is good to learn motion from. */
public enum PaintedKind {
  /** The camera glides over a surface. */
  PAN(Worth.GOOD),
  /** The camera comes nearer or goes away, perhaps while it glides. */
  ZOOM(Worth.GOOD),
  /** Things fly before a still background. */
  SHAPES(Worth.GOOD),
  /** Things fly, and the camera glides. */
  PAN_WITH_SHAPES(Worth.GOOD),

  /** Nothing moves. */
  STILL(Worth.BAD),
  /** The camera glides so slowly that it is hardly seen. */
  NEAR_STILL(Worth.BAD),
  /** The camera is jolted in each frame, over a still picture or while it glides. */
  SHAKE(Worth.BAD),
  /** Two good scenes with a hard cut between. */
  CUT(Worth.BAD),
  /** The brightness of a good or still scene jumps. */
  FLICKER(Worth.BAD),
  /** Strong grain over a good or still scene. */
  NOISE(Worth.BAD),
  /** Still pictures one after the other. */
  SLIDES(Worth.BAD),
  /** Motion so fast that hardly a thing is seen twice. */
  TOO_FAST(Worth.BAD);

  private enum Worth {
    GOOD,
    BAD
  }

  private final Worth worth;

  PaintedKind(Worth worth) {
    this.worth = worth;
  }

  /** Tells whether such a clip should be kept. */
  public boolean isGood() {
    return worth == Worth.GOOD;
  }

  /** Gives the name for tables and reports: {@code near_still}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
