package org.clipmill.core.align;

import java.util.ArrayList;
import java.util.List;

/**
 * The square regions of R-MAC over a map: at level l, squares of side {@code 2 w / (l + 1)} (w the
 * shorter side), l of them along the shorter side and so many more along the longer one that
 * neighbours overlap by about 40 %, in float32 and by reciprocals as PyTorch counts. No side is
 * less than 1. Source: Tolias et al., "Particular object retrieval with integral max-pooling of CNN
 * activations", ICLR 2016.
 */
final class RegionGrid {
  private static final float OVERLAP = 0.4f;

  /** How many regions the longer side may hold at level 1. */
  private static final int[] STEPS = {2, 3, 4, 5, 6, 7};

  private RegionGrid() {}

  /** A square of a map: column and row of its corner, and its side. */
  record Region(int x, int y, int side) {}

  /**
   * Gives the regions of all levels, row by row.
   *
   * @param levels at least 1
   */
  static List<Region> of(int height, int width, int levels) {
    int shorter = Math.min(height, width);
    int more = height == width ? 0 : moreAlong(shorter, Math.max(height, width));
    List<Region> regions = new ArrayList<>();
    for (int level = 1; level <= levels; level++) {
      int side = Math.max(1, 2 * shorter / (level + 1));
      int columns = level + (width > height ? more : 0);
      int rows = level + (height > width ? more : 0);
      for (int y : corners(height, side, rows)) {
        for (int x : corners(width, side, columns)) {
          regions.add(new Region(Math.min(x, width - side), Math.min(y, height - side), side));
        }
      }
    }
    return regions;
  }

  /** Gives how many regions more than along the shorter side; of equally good ones the fewest. */
  private static int moreAlong(int shorter, int longer) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < STEPS.length; i++) {
      float step = 1f / (STEPS[i] - 1) * (longer - shorter);
      float square = (float) shorter * shorter;
      float miss = Math.abs((square - shorter * step) / square - OVERLAP);
      if (miss < least) {
        least = miss;
        best = i;
      }
    }
    return best + 1;
  }

  private static int[] corners(int length, int side, int count) {
    float half = (float) Math.floor(side / 2.0 - 1);
    float step = count > 1 ? (float) ((double) (length - side) / (count - 1)) : 0;
    int[] corners = new int[count];
    for (int i = 0; i < count; i++) {
      corners[i] = (int) Math.rint(Math.floor(half + step * i) - half);
    }
    return corners;
  }
}
