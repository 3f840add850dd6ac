package org.clipmill.core.align;

/** Cosines and sines of given frequencies at a run of offsets: what turns products into curves. */
final class Waves {
  private final Offsets offsets;
  private final double[] cosines;
  private final double[] sines;

  /**
   * Computes the table.
   *
   * @param radians angle per frame of each frequency
   */
  Waves(double[] radians, Offsets offsets) {
    this.offsets = offsets;
    int count = offsets.count();
    this.cosines = new double[radians.length * count];
    this.sines = new double[radians.length * count];
    for (int k = 0; k < radians.length; k++) {
      for (int i = 0; i < count; i++) {
        double angle = radians[k] * (offsets.first() + i);
        cosines[k * count + i] = Math.cos(angle);
        sines[k * count + i] = Math.sin(angle);
      }
    }
  }

  /** Gives the offsets. */
  Offsets offsets() {
    return offsets;
  }

  /** Gives the sum over frequencies of even times cosine plus odd times sine, at every offset. */
  ScoreCurve curve(double[] even, double[] odd) {
    int count = offsets.count();
    double[] scores = new double[count];
    for (int k = 0; k < even.length; k++) {
      double c = even[k];
      double s = odd[k];
      int row = k * count;
      for (int i = 0; i < count; i++) {
        scores[i] += c * cosines[row + i] + s * sines[row + i];
      }
    }
    return new ScoreCurve(offsets, scores);
  }

  /**
   * Gives the table as float32, {@code [2 * frequencies][offsets]}: cosines and sines of each
   * frequency in turn, times a factor.
   */
  float[] interleaved(double factor) {
    int count = offsets.count();
    float[] table = new float[2 * cosines.length];
    for (int i = 0; i < cosines.length; i++) {
      int at = 2 * (i / count) * count + i % count;
      table[at] = (float) (factor * cosines[i]);
      table[at + count] = (float) (factor * sines[i]);
    }
    return table;
  }
}
