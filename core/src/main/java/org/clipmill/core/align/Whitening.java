package org.clipmill.core.align;

/**
 * Principal component analysis with whitening: a vector less the mean, turned into the main
 * directions, each divided by the root of its energy, of length 1 at last.
 *
 * <p>As in LAMV, energies are those of the sum, not the mean, of squares, and 1e-7 is added to
 * them. Signs are settled: the greatest component of a direction is positive, of equals the first.
 */
public final class Whitening {
  private static final double TINY = 1e-7;

  private final float[] mean;
  private final float[] projection;

  private Whitening(float[] mean, float[] projection) {
    this.mean = mean;
    this.projection = projection;
  }

  /**
   * Wraps what was fitted before; not copied.
   *
   * @param mean {@code [dimension]}
   * @param projection {@code [components][dimension]}, row by row, already divided by the roots
   * @throws IllegalArgumentException if the lengths do not fit one another
   */
  public static Whitening of(float[] mean, float[] projection) {
    if (mean.length == 0 || projection.length == 0 || projection.length % mean.length != 0) {
      throw new IllegalArgumentException(
          "Was a projection of %d values for a mean of %d; expected whole rows"
              .formatted(projection.length, mean.length));
    }
    return new Whitening(mean, projection);
  }

  /**
   * Learns from samples.
   *
   * @param samples {@code [count][dimension]}, row by row
   * @param components how many main directions are kept; at most the dimension
   * @throws IllegalArgumentException if there are fewer than two samples, or components out of
   *     range
   */
  public static Whitening fit(float[] samples, int dimension, int components) {
    int count = dimension < 1 ? 0 : samples.length / dimension;
    if (count < 2 || samples.length % dimension != 0 || components < 1 || components > dimension) {
      throw new IllegalArgumentException(
          "Was %d values of dimension %d for %d components; expected two samples or more, and 1 to %d"
              .formatted(samples.length, dimension, components, dimension));
    }
    Moments moments = new Moments(dimension);
    for (int i = 0; i < count; i++) {
      moments.add(samples, i * dimension);
    }
    return fit(moments, components);
  }

  /** Learns from the moments of samples; see {@link #fit(float[], int, int)}. */
  public static Whitening fit(Moments moments, int components) {
    int dimension = moments.dimension();
    SymmetricEigen eigen = SymmetricEigen.of(moments.scatter(), dimension);
    float[] projection = new float[components * dimension];
    for (int c = 0; c < components; c++) {
      double scale = 1 / Math.sqrt(Math.max(0, eigen.value(c)) + TINY);
      double[] direction = eigen.vector(c);
      for (int d = 0; d < dimension; d++) {
        projection[c * dimension + d] = (float) (scale * direction[d]);
      }
    }
    double[] mean = moments.mean();
    float[] rounded = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      rounded[d] = (float) mean[d];
    }
    return new Whitening(rounded, projection);
  }

  /** Gives the length of the vectors that go in. */
  public int dimension() {
    return mean.length;
  }

  /** Gives the length of the vectors that come out. */
  public int components() {
    return projection.length / mean.length;
  }

  /** Gives a copy of the mean. */
  public float[] mean() {
    return mean.clone();
  }

  /** Gives a copy of the projection, {@code [components][dimension]}. */
  public float[] projection() {
    return projection.clone();
  }

  /**
   * Whitens a vector; one that is the mean itself becomes zeros.
   *
   * @throws IllegalArgumentException if its length differs
   */
  public float[] apply(float[] vector) {
    if (vector.length != mean.length) {
      throw new IllegalArgumentException(
          "Was a vector of dimension %d; expected %d".formatted(vector.length, mean.length));
    }
    float[] centred = vector.clone();
    for (int d = 0; d < centred.length; d++) {
      centred[d] -= mean[d];
    }
    float[] out = new float[components()];
    for (int c = 0; c < out.length; c++) {
      out[c] = (float) PairProducts.product(projection, c * mean.length, centred, 0, mean.length);
    }
    return Vectors.normalised(out);
  }
}
