package org.clipmill.media.paint;

import org.clipmill.core.frame.RgbFrame;

/** A textured ground with a common name. */
public enum Backdrop {
  GRASS("grass", "on grass", 0x2F5A1E, 0x86B84A),
  WATER("water", "on water", 0x1B4A6E, 0x7FB6CF),
  SAND("sand", "on sand", 0xA98B57, 0xEBD7A4),
  SNOW("snow", "on snow", 0xB9C6D2, 0xFBFDFF),
  NIGHT("a night sky", "at night", 0x05070F, 0x2A3152),
  BRICKS("a brick wall", "on a brick wall", 0x6E2F22, 0xB8634A);

  /** Width of the painted ground in pixels of its surface, whatever the canvas. */
  private static final double VIEW = 320;

  private static final double DARKEST = 40;
  private static final double LIGHTEST = 220;

  private static final int BRICK_WIDTH = 60;
  private static final int BRICK_HEIGHT = 26;
  private static final int JOINT = 4;
  private static final int JOINT_GREY = 168;

  private final String noun;
  private final String where;
  private final int dark;
  private final int light;

  Backdrop(String noun, String where, int dark, int light) {
    this.noun = noun;
    this.where = where;
    this.dark = dark;
    this.light = light;
  }

  /** Gives its name: "a brick wall". */
  public String noun() {
    return noun;
  }

  /** Gives where a thing before it is, as in a caption: "on a brick wall". */
  public String where() {
    return where;
  }

  /**
   * Paints the ground over the whole canvas.
   *
   * @param left the place of the surface at the left edge, in its pixels
   */
  void paint(RgbFrame canvas, Texture surface, double left) {
    double step = VIEW / canvas.width();
    surface.draw(canvas, left, 0, step);
    byte[] rgb = canvas.bytes();
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        int pixel = RgbFrame.CHANNELS * (y * canvas.width() + x);
        boolean joint = this == BRICKS && isJoint(left + x * step, y * step);
        for (int channel = 0; channel < RgbFrame.CHANNELS; channel++) {
          int grain = rgb[pixel + channel] & 0xFF;
          rgb[pixel + channel] = joint ? (byte) (JOINT_GREY + grain / 8) : tinted(grain, channel);
        }
      }
    }
  }

  private byte tinted(int grain, int channel) {
    double share = Math.max(0, Math.min(1, (grain - DARKEST) / (LIGHTEST - DARKEST)));
    int low = dark >> (16 - 8 * channel) & 0xFF;
    int high = light >> (16 - 8 * channel) & 0xFF;
    return (byte) Math.round(low + share * (high - low));
  }

  private static boolean isJoint(double x, double y) {
    long row = (long) Math.floor(y / BRICK_HEIGHT);
    double across = x + (row % 2 == 0 ? 0 : BRICK_WIDTH / 2.0);
    return y - row * BRICK_HEIGHT < JOINT
        || across - BRICK_WIDTH * Math.floor(across / BRICK_WIDTH) < JOINT;
  }
}
