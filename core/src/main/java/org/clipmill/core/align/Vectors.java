package org.clipmill.core.align;

/** Lengths of float32 vectors. */
final class Vectors {
  private Vectors() {}

  /**
   * Divides a vector by its length, in place, and gives it back; a vector of zeros stays.
   *
   * @throws IllegalArgumentException if a number is NaN or infinite
   */
  static float[] normalised(float[] vector) {
    double norm = Math.sqrt(PairProducts.product(vector, 0, vector, 0, vector.length));
    if (!Double.isFinite(norm)) {
      throw new IllegalArgumentException(
          "Was a vector of length " + norm + "; expected a finite one");
    }
    if (norm > 0) {
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) (vector[d] / norm);
      }
    }
    return vector;
  }
}
