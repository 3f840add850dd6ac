package org.clipmill.core.dedup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Aligns two clips by the hashes of their frames: at every offset the mean cosine of the frames
 * that coincide, in every {@link Likeness.Form}; the best counts.
 */
public final class HashAlignment {
  /** Two seconds must coincide, or all of the shorter clip. */
  static final int FEWEST_SHARED = 8;

  private static final int[] MIRROR = FrameHash.mirrorSigns();

  private HashAlignment() {}

  /**
   * Gives how alike two clips are; of equals the form listed first and the smallest offset.
   *
   * @return empty if they share no frame that is not blank, at any offset
   */
  public static Optional<Likeness> of(ClipHash first, ClipHash second) {
    Likeness best = null;
    for (Likeness.Form form : Likeness.Form.values()) {
      float[] cosines = cosines(first, second, form);
      Likeness found = alongDiagonals(cosines, first.frames(), second.frames(), form);
      if (found != null && (best == null || found.score() > best.score())) {
        best = found;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Gives {@code [first][second]}; NaN where one of the frames is blank. */
  private static float[] cosines(ClipHash first, ClipHash second, Likeness.Form form) {
    int[] rows = unpacked(first, form.first(), form.isMirrored());
    int[] columns = unpacked(second, form.second(), false);
    double[] rowLengths = lengths(rows);
    double[] columnLengths = lengths(columns);
    float[] cosines = new float[rowLengths.length * columnLengths.length];
    for (int i = 0; i < rowLengths.length; i++) {
      for (int j = 0; j < columnLengths.length; j++) {
        int product = 0;
        int a = i * FrameHash.LENGTH;
        int b = j * FrameHash.LENGTH;
        for (int d = 0; d < FrameHash.LENGTH; d++) {
          product += rows[a + d] * columns[b + d];
        }
        double lengths = rowLengths[i] * columnLengths[j];
        cosines[i * columnLengths.length + j] =
            lengths == 0 ? Float.NaN : (float) (product / lengths);
      }
    }
    return cosines;
  }

  private static int[] unpacked(ClipHash clip, FrameHash.View view, boolean isMirrored) {
    int[] values = new int[clip.frames() * FrameHash.LENGTH];
    for (int frame = 0; frame < clip.frames(); frame++) {
      int at = ClipHash.at(frame, view);
      for (int d = 0; d < FrameHash.LENGTH; d++) {
        int value = clip.bytes()[at + d];
        values[frame * FrameHash.LENGTH + d] = isMirrored ? MIRROR[d] * value : value;
      }
    }
    return values;
  }

  private static double[] lengths(int[] values) {
    double[] lengths = new double[values.length / FrameHash.LENGTH];
    for (int i = 0; i < lengths.length; i++) {
      long square = 0;
      for (int d = 0; d < FrameHash.LENGTH; d++) {
        long value = values[i * FrameHash.LENGTH + d];
        square += value * value;
      }
      lengths[i] = Math.sqrt((double) square);
    }
    return lengths;
  }

  private static @Nullable Likeness alongDiagonals(
      float[] cosines, int rows, int columns, Likeness.Form form) {
    int fewest = Math.min(FEWEST_SHARED, Math.min(rows, columns));
    Likeness best = null;
    for (int offset = fewest - columns; offset <= rows - fewest; offset++) {
      double sum = 0;
      int count = 0;
      for (int i = Math.max(0, offset); i < Math.min(rows, columns + offset); i++) {
        float cosine = cosines[i * columns + i - offset];
        if (!Float.isNaN(cosine)) {
          sum += cosine;
          count++;
        }
      }
      if (count >= fewest && (best == null || sum / count > best.score())) {
        best = new Likeness(sum / count, offset * ClipHash.PERIOD_MICROS, count, form);
      }
    }
    return best;
  }
}
