package org.clipmill.media.paint;

import java.util.Locale;

/** A flat shape with a common name. It lies in the disc of radius 1 about the origin. */
public enum Shape {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  STAR,
  CROSS,
  RING,
  HEART,
  MOON;

  private static final double ROUND = 0.95;
  private static final double HOLE = 0.58;

  private static final int TIPS = 5;
  private static final double STAR_WAIST = 0.4;

  /** Gives its name as in a caption: "circle". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives its name for more than one: "crosses". */
  public String plural() {
    return word() + (this == CROSS ? "es" : "s");
  }

  /**
   * Tells whether a place lies in the shape.
   *
   * @param x to the right
   * @param y downwards
   */
  boolean covers(double x, double y) {
    double away = Math.hypot(x, y);
    return switch (this) {
      case CIRCLE -> away <= ROUND;
      case SQUARE -> Math.max(Math.abs(x), Math.abs(y)) <= 0.75;
      case TRIANGLE -> y <= 0.62 && Math.abs(x) <= 0.6 * (y + 0.95);
      case STAR -> inStar(away, Math.atan2(x, -y));
      case CROSS ->
          Math.max(Math.abs(x), Math.abs(y)) <= 0.9 && Math.min(Math.abs(x), Math.abs(y)) <= 0.28;
      case RING -> away <= ROUND && away >= HOLE;
      case HEART -> inHeart(1.25 * x, 0.1 - 1.25 * y);
      case MOON -> away <= ROUND && Math.hypot(x - 0.45, y) >= 0.75;
    };
  }

  /**
   * The angle is folded onto half a tip; there the edge is one straight line, from the tip at 1 to
   * the waist.
   */
  private static boolean inStar(double away, double angle) {
    double tip = 2 * Math.PI / TIPS;
    double folded = Math.abs(angle - tip * Math.rint(angle / tip));
    double edgeX = STAR_WAIST * Math.cos(tip / 2) - 1;
    double edgeY = STAR_WAIST * Math.sin(tip / 2);
    return edgeX * away * Math.sin(folded) - edgeY * (away * Math.cos(folded) - 1) >= 0;
  }

  /** The well-known curve of sixth degree, upside up. */
  private static boolean inHeart(double x, double y) {
    double round = x * x + y * y - 1;
    return round * round * round <= x * x * y * y * y;
  }
}
