package org.clipmill.media.paint;

import java.util.SplittableRandom;
import org.clipmill.core.frame.RgbFrame;

/**
 * An endless coloured surface that repeats every {@value #SIDE} pixels, with structure at all
 * scales like a photograph of ground or leaves: value noise in octaves, the coarser the stronger.
 */
final class Texture {
  /** Side of the repeated square; a power of two. */
  static final int SIDE = 512;

  private static final int MASK = SIDE - 1;
  private static final int COARSEST_CELL = 128;
  private static final int FINEST_CELL = 2;

  /** Strength of an octave over that of the next coarser; natural pictures fall off about so. */
  private static final double PERSISTENCE = 0.8;

  private static final double CONTRAST = 48.0;
  private static final double COLOUR_CONTRAST = 34.0;

  /** Positions between pixels are mixed with weights of so many bits. */
  private static final int WEIGHT_BITS = 8;

  private static final int WEIGHT_ONE = 1 << WEIGHT_BITS;

  /** Half of the product of two weights of one. */
  private static final int ROUNDING = 1 << (2 * WEIGHT_BITS - 1);

  private final byte[] rgb = new byte[RgbFrame.CHANNELS * SIDE * SIDE];

  /** Paints the surface; the same seed gives the same one. */
  Texture(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] light = noise(random, FINEST_CELL);
    float[] warmth = noise(random, COARSEST_CELL / 4);
    float[] green = noise(random, COARSEST_CELL / 4);
    double middle = 105 + 45 * random.nextDouble();
    double[] tint = {
      random.nextDouble(-28, 28), random.nextDouble(-18, 18), random.nextDouble(-28, 28)
    };
    for (int i = 0; i < light.length; i++) {
      double grey = middle + CONTRAST * light[i];
      rgb[3 * i] = level(grey + tint[0] + COLOUR_CONTRAST * warmth[i]);
      rgb[3 * i + 1] = level(grey + tint[1] + COLOUR_CONTRAST * green[i]);
      rgb[3 * i + 2] = level(grey + tint[2] - COLOUR_CONTRAST * warmth[i]);
    }
  }

  /** Gives a repeating surface of numbers about 0, most of them in -1.5..1.5. */
  private static float[] noise(SplittableRandom random, int finestCell) {
    float[] sum = new float[SIDE * SIDE];
    double strength = 1.0;
    for (int cell = COARSEST_CELL; cell >= finestCell; cell /= 2) {
      addOctave(sum, cell, (float) strength, random);
      strength *= PERSISTENCE;
    }
    return sum;
  }

  private static void addOctave(float[] sum, int cell, float strength, SplittableRandom random) {
    int knots = SIDE / cell;
    float[] values = new float[knots * knots];
    for (int i = 0; i < values.length; i++) {
      values[i] = strength * (float) random.nextDouble(-1, 1);
    }
    float[] smooth = new float[cell];
    for (int i = 0; i < cell; i++) {
      float t = (float) i / cell;
      smooth[i] = t * t * (3 - 2 * t);
    }
    for (int y = 0; y < SIDE; y++) {
      int top = y / cell * knots;
      int bottom = (y / cell + 1) % knots * knots;
      float down = smooth[y % cell];
      for (int x = 0; x < SIDE; x++) {
        int left = x / cell;
        int right = (left + 1) % knots;
        float across = smooth[x % cell];
        float upper = values[top + left] + across * (values[top + right] - values[top + left]);
        float lower =
            values[bottom + left] + across * (values[bottom + right] - values[bottom + left]);
        sum[y * SIDE + x] += upper + down * (lower - upper);
      }
    }
  }

  /**
   * Paints a view of the surface.
   *
   * @param x the place of the surface at the left edge of the canvas, in its pixels
   * @param y the place at the top edge
   * @param step how far the next pixel of the canvas is on the surface; below 1 magnifies
   */
  void draw(RgbFrame canvas, double x, double y, double step) {
    int width = canvas.width();
    int[] columns = new int[width];
    int[] weights = new int[width];
    for (int i = 0; i < width; i++) {
      long place = Math.round((x + i * step) * WEIGHT_ONE);
      columns[i] = (int) (place >> WEIGHT_BITS) & MASK;
      weights[i] = (int) (place & (WEIGHT_ONE - 1));
    }
    for (int row = 0; row < canvas.height(); row++) {
      long place = Math.round((y + row * step) * WEIGHT_ONE);
      int top = ((int) (place >> WEIGHT_BITS) & MASK) * SIDE;
      int bottom = ((int) ((place >> WEIGHT_BITS) + 1) & MASK) * SIDE;
      drawRow(canvas.bytes(), row * width * 3, new int[] {top, bottom}, columns, weights, place);
    }
  }

  private void drawRow(
      byte[] target, int offset, int[] rows, int[] columns, int[] weights, long place) {
    int down = (int) (place & (WEIGHT_ONE - 1));
    int to = offset;
    for (int i = 0; i < columns.length; i++) {
      int right = weights[i];
      int a = 3 * (rows[0] + columns[i]);
      int b = 3 * (rows[0] + ((columns[i] + 1) & MASK));
      int c = 3 * (rows[1] + columns[i]);
      int d = 3 * (rows[1] + ((columns[i] + 1) & MASK));
      for (int channel = 0; channel < 3; channel++) {
        int upper = mix(rgb[a + channel] & 0xFF, rgb[b + channel] & 0xFF, right);
        int lower = mix(rgb[c + channel] & 0xFF, rgb[d + channel] & 0xFF, right);
        int value = (upper << WEIGHT_BITS) + down * (lower - upper);
        target[to++] = (byte) ((value + ROUNDING) >> (2 * WEIGHT_BITS));
      }
    }
  }

  private static int mix(int first, int second, int weight) {
    return (first << WEIGHT_BITS) + weight * (second - first);
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
