package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For every pick the later picks that took points away from it, the newest first. A point whose
 * nearest pick was long ago is likely to belong to one of them: points of one cluster share their
 * nearest pick until the cluster has its own.
 */
final class Successors {
  private static final int MOST = PickedPoints.FEW;
  private static final int NONE = -1;

  private final List<int[]> newestFirst = new ArrayList<>();
  private int tried = MOST;

  /** Gives how many successors are worth a try: few where they have seldom helped of late. */
  int tried() {
    return tried;
  }

  /** Gives a successor of a pick; negative when there are no more. */
  int of(int pick, int place) {
    return pick < newestFirst.size() ? newestFirst.get(pick)[place] : NONE;
  }

  /** Says whether one pick is among the successors of another. */
  boolean isKnown(int former, int latter) {
    for (int i = 0; i < MOST && former < newestFirst.size(); i++) {
      if (newestFirst.get(former)[i] == latter) {
        return true;
      }
    }
    return false;
  }

  /** Remembers that a point that was nearest to one pick is nearer to another. */
  void note(int former, int latter) {
    while (newestFirst.size() <= former) {
      int[] none = new int[MOST];
      Arrays.fill(none, NONE);
      newestFirst.add(none);
    }
    int[] successors = newestFirst.get(former);
    int at = 0;
    while (at < MOST - 1 && successors[at] != latter) {
      at++;
    }
    System.arraycopy(successors, 0, successors, 1, at);
    successors[0] = latter;
  }

  /** Takes note of how many of some points a successor has helped. */
  void learn(int points, int helped) {
    tried = helped * MOST >= points ? Math.min(MOST, 2 * tried) : Math.max(1, tried / 2);
  }
}
