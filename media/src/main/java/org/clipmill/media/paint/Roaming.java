package org.clipmill.media.paint;

import java.util.SplittableRandom;
import org.clipmill.core.frame.RgbFrame;

/**
 * A thing that roams about its own field of the picture, always seen whole. Places are shares of
 * the field's room for its middle, in 0..1.
 *
 * @param thing what it is
 * @param field whose border it never crosses
 * @param size its radius as a share of the shorter half side of its field
 * @param across where it starts, from the left
 * @param down where it starts, from the top
 * @param acrossPerSecond how fast it goes to the right; it turns round at the border
 * @param downPerSecond how fast it goes down
 * @param tilt how far it is turned, in radians
 * @param tone what its levels are multiplied by
 */
record Roaming(
    Thing thing,
    Field field,
    double size,
    double across,
    double down,
    double acrossPerSecond,
    double downPerSecond,
    double tilt,
    double tone) {
  private static final double SMALLEST = 0.38;
  private static final double LARGEST = 0.9;
  private static final double FASTEST_PER_SECOND = 0.5;
  private static final double MOST_TILT = Math.toRadians(14);

  /** A thin rim lets a thing be seen on a ground of its own colour. */
  private static final double RIM = 1.1;

  private static final int DARK_RIM = 30;
  private static final int LIGHT_RIM = 225;

  /** Places tried in a pixel, each way, to smooth edges. */
  private static final int SAMPLES = 3;

  /**
   * A part of the picture, in shares of its sides.
   *
   * @param column from the left, of so many columns
   * @param row from the top, of so many rows
   */
  record Field(int column, int columns, int row, int rows) {}

  /** Draws its way and look. */
  static Roaming random(Thing thing, Field field, SplittableRandom random) {
    return new Roaming(
        thing,
        field,
        random.nextDouble(SMALLEST, LARGEST),
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(-FASTEST_PER_SECOND, FASTEST_PER_SECOND),
        random.nextDouble(-FASTEST_PER_SECOND, FASTEST_PER_SECOND),
        random.nextDouble(-MOST_TILT, MOST_TILT),
        random.nextDouble(0.86, 1.1));
  }

  /** Paints it where it is at a time. */
  void paint(RgbFrame canvas, double seconds) {
    double width = (double) canvas.width() / field.columns;
    double height = (double) canvas.height() / field.rows;
    double radius = size * Math.min(width, height) / 2;
    double x =
        field.column * width
            + radius
            + (width - 2 * radius) * swung(across + seconds * acrossPerSecond);
    double y =
        field.row * height + radius + (height - 2 * radius) * swung(down + seconds * downPerSecond);
    int rim = thing.colour() == Colour.BLACK ? LIGHT_RIM : DARK_RIM;
    fill(canvas, x, y, radius, new int[] {rim, rim, rim});
    int[] skin = new int[RgbFrame.CHANNELS];
    for (int channel = 0; channel < skin.length; channel++) {
      skin[channel] = (int) Math.min(255, Math.round(tone * thing.colour().level(channel)));
    }
    fill(canvas, x, y, radius / RIM, skin);
  }

  /** Gives a place in 0..1 of what runs to and fro there. */
  private static double swung(double way) {
    double lap = way - 2 * Math.floor(way / 2);
    return lap <= 1 ? lap : 2 - lap;
  }

  private void fill(RgbFrame canvas, double middleX, double middleY, double radius, int[] skin) {
    int top = (int) Math.max(0, Math.floor(middleY - radius));
    int bottom = (int) Math.min(canvas.height() - 1.0, Math.ceil(middleY + radius));
    int left = (int) Math.max(0, Math.floor(middleX - radius));
    int right = (int) Math.min(canvas.width() - 1.0, Math.ceil(middleX + radius));
    byte[] rgb = canvas.bytes();
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double share = covered((x - middleX) / radius, (y - middleY) / radius, 1 / radius);
        int pixel = RgbFrame.CHANNELS * (y * canvas.width() + x);
        for (int channel = 0; channel < skin.length && share > 0; channel++) {
          int ground = rgb[pixel + channel] & 0xFF;
          rgb[pixel + channel] = (byte) Math.round(ground + share * (skin[channel] - ground));
        }
      }
    }
  }

  /** Gives the share of a pixel that the shape covers, from its upper left corner and its side. */
  private double covered(double x, double y, double side) {
    int hits = 0;
    double cosine = Math.cos(tilt);
    double sine = Math.sin(tilt);
    for (int row = 0; row < SAMPLES; row++) {
      for (int column = 0; column < SAMPLES; column++) {
        double right = x + (column + 0.5) * side / SAMPLES;
        double down = y + (row + 0.5) * side / SAMPLES;
        if (thing.shape().covers(cosine * right + sine * down, cosine * down - sine * right)) {
          hits++;
        }
      }
    }
    return (double) hits / (SAMPLES * SAMPLES);
  }
}
