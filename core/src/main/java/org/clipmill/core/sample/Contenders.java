package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The few points that may be picked next, side by side in tiles. A tile of which no point precedes
 * the queue any more is not looked at again.
 */
final class Contenders {
  /** No point. */
  static final int NONE = -1;

  private final Bounds bounds;
  private final Supplier<PointTile> emptyTile;
  private final List<Group> groups = new ArrayList<>();
  private final PointTile.Sums sums = new PointTile.Sums();
  private int active;

  Contenders(Bounds bounds, Supplier<PointTile> emptyTile) {
    this.bounds = bounds;
    this.emptyTile = emptyTile;
  }

  /** The points of one tile. */
  private final class Group {
    private final PointTile tile = emptyTile.get();
    private final int[] members = new int[PointTile.WIDTH];
    private int size;
    private int best;

    private void compare(int pick, int ordinal) {
      tile.distances(pick, 0, size, sums);
      double[] distances = sums.distances();
      for (int i = 0; i < size; i++) {
        bounds.offer(members[i], ordinal, distances[i]);
      }
      findBest();
    }

    private void findBest() {
      best = members[0];
      for (int i = 1; i < size; i++) {
        if (bounds.precedes(members[i], best)) {
          best = members[i];
        }
      }
    }
  }

  /** Takes points, all of them compared with all picks. */
  void fill(int[] points, int count) {
    active = 0;
    for (int from = 0; from < count; from += PointTile.WIDTH) {
      if (active == groups.size()) {
        groups.add(new Group());
      }
      Group group = groups.get(active++);
      group.size = Math.min(PointTile.WIDTH, count - from);
      for (int i = 0; i < group.size; i++) {
        group.members[i] = points[from + i];
        group.tile.put(i, points[from + i]);
      }
      group.findBest();
    }
  }

  /** Gives the point that comes first; {@link #NONE} when there are none. */
  int best() {
    int best = NONE;
    for (int i = 0; i < active; i++) {
      if (best == NONE || bounds.precedes(groups.get(i).best, best)) {
        best = groups.get(i).best;
      }
    }
    return best;
  }

  /** Compares all with a new pick. */
  void compare(int pick, int ordinal) {
    for (int i = 0; i < active; i++) {
      groups.get(i).compare(pick, ordinal);
    }
  }

  /**
   * Lets go of the tiles of which no point precedes one of the queue.
   *
   * @param first the first of the queue; {@link #NONE} lets go of none
   * @param left told each point that is let go
   */
  void releaseBehind(int first, IntConsumer left) {
    for (int i = active - 1; i >= 0 && first != NONE; i--) {
      Group group = groups.get(i);
      if (!bounds.precedes(group.best, first)) {
        release(group, left);
        groups.set(i, groups.get(--active));
        groups.set(active, group);
      }
    }
  }

  /** Lets go of all. */
  void releaseAll(IntConsumer left) {
    for (int i = 0; i < active; i++) {
      release(groups.get(i), left);
    }
    active = 0;
  }

  private static void release(Group group, IntConsumer left) {
    for (int i = 0; i < group.size; i++) {
      left.accept(group.members[i]);
    }
  }
}
