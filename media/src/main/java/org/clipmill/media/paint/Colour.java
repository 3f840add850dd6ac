package org.clipmill.media.paint;

import java.util.Locale;

/** A colour with a common name. */
public enum Colour {
  RED(0xD6262A),
  ORANGE(0xF48620),
  YELLOW(0xF6DC32),
  GREEN(0x2CA03C),
  BLUE(0x2650D2),
  PURPLE(0x8C3CAA),
  WHITE(0xF6F6F6),
  BLACK(0x161618);

  private final int rgb;

  Colour(int rgb) {
    this.rgb = rgb;
  }

  /** Gives its name as in a caption: "red". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives the level of red (0), green (1) or blue (2), in 0..255. */
  int level(int channel) {
    return rgb >> (16 - 8 * channel) & 0xFF;
  }
}
