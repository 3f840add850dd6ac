package org.clipmill.core.dedup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.clipmill.core.frame.RgbFrame;

/**
 * A frame as {@value #LENGTH} signed bytes: the low frequencies of its brightness, with the cells
 * of a small grid replaced by their rank, so that no tone curve changes them. The cosine of two
 * hashes says how alike two frames are; scale, quality, grey, sepia, gamma and even borders hardly
 * move it.
 */
final class FrameHash {
  /** Frequencies along a side. */
  private static final int SIDE = 8;

  /** Bytes of a hash: all frequencies but the constant. */
  static final int LENGTH = SIDE * SIDE - 1;

  /** Cells along a side of the grid that is transformed. */
  private static final int GRID = 32;

  /** A picture that varies by less, in levels, says nothing: its hash is zero. */
  private static final double BLANK_DEVIATION = 3.0;

  private static final double[] COSINES = cosines();

  private FrameHash() {}

  /** What part of a frame is hashed. */
  enum View {
    /** The picture without its borders. */
    WHOLE(0, 1.0),
    /** The middle of that: what is left when somebody crops. */
    MIDDLE(1, 0.8);

    private final int place;
    private final double share;

    View(int place, double share) {
      this.place = place;
      this.share = share;
    }

    /** Gives where the hash of this view starts among those of a frame. */
    int start() {
      return place * LENGTH;
    }
  }

  /**
   * Hashes a frame.
   *
   * @return {@code [views][LENGTH]}; zeros for a blank picture
   */
  static byte[] of(RgbFrame frame) {
    LumaGrid grid = LumaGrid.of(frame);
    LumaGrid.Part picture = grid.withoutBorders();
    byte[] hashes = new byte[View.values().length * LENGTH];
    for (View view : View.values()) {
      LumaGrid.Part part = picture.middle(view.share);
      if (grid.deviation(part) >= BLANK_DEVIATION) {
        quantise(transformed(ranked(grid.averaged(part, GRID))), hashes, view.start());
      }
    }
    return hashes;
  }

  /**
   * Replaces values by their place in the order, -1 to 1; equals share the mean of their places.
   */
  private static double[] ranked(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double place = (from + to - 1.0) / (order.length - 1) - 1;
      for (int i = from; i < to; i++) {
        ranks[order[i]] = place;
      }
      from = to;
    }
    return ranks;
  }

  /** Gives the low frequencies of a cosine transform, row by row, constant left out. */
  private static double[] transformed(double[] values) {
    double[] rows = new double[GRID * SIDE];
    for (int y = 0; y < GRID; y++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int x = 0; x < GRID; x++) {
          sum += values[y * GRID + x] * COSINES[u * GRID + x];
        }
        rows[y * SIDE + u] = sum;
      }
    }
    double[] out = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int u = (i + 1) % SIDE;
      int v = (i + 1) / SIDE;
      double sum = 0;
      for (int y = 0; y < GRID; y++) {
        sum += rows[y * SIDE + u] * COSINES[v * GRID + y];
      }
      out[i] = sum * Math.sqrt(Math.hypot(u, v));
    }
    return out;
  }

  /** Scales to the length of {@value Byte#MAX_VALUE} and rounds. */
  private static void quantise(double[] values, byte[] into, int from) {
    double square = Arrays.stream(values).map(value -> value * value).sum();
    double scale = square == 0 ? 0 : Byte.MAX_VALUE / Math.sqrt(square);
    for (int i = 0; i < LENGTH; i++) {
      into[from + i] = (byte) Math.rint(values[i] * scale);
    }
  }

  /** Gives 1 or -1 for each byte: what mirroring left to right does to it. */
  static int[] mirrorSigns() {
    return IntStream.range(0, LENGTH).map(i -> (i + 1) % SIDE % 2 == 0 ? 1 : -1).toArray();
  }

  private static double[] cosines() {
    double[] table = new double[SIDE * GRID];
    for (int u = 0; u < SIDE; u++) {
      for (int x = 0; x < GRID; x++) {
        table[u * GRID + x] = Math.cos(Math.PI * u * (x + 0.5) / GRID);
      }
    }
    return table;
  }
}
