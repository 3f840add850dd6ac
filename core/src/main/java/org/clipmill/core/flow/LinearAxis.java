package org.clipmill.core.flow;

/**
 * Linear interpolation along one side of a picture: which two source pixels make each target pixel,
 * and how much the second counts. The pixels at the border reach outwards without end.
 */
final class LinearAxis {
  private final int[] first;
  private final int[] second;
  private final float[] shareOfSecond;

  LinearAxis(int source, int target) {
    first = new int[target];
    second = new int[target];
    shareOfSecond = new float[target];
    double scale = (double) source / target;
    for (int i = 0; i < target; i++) {
      double position = (i + 0.5) * scale - 0.5;
      int below = (int) Math.floor(position);
      first[i] = Math.max(0, Math.min(source - 1, below));
      second[i] = Math.max(0, Math.min(source - 1, below + 1));
      shareOfSecond[i] = (float) (position - below);
    }
  }

  int first(int target) {
    return first[target];
  }

  int second(int target) {
    return second[target];
  }

  float shareOfSecond(int target) {
    return shareOfSecond[target];
  }
}
