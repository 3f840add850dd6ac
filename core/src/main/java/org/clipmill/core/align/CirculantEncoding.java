package org.clipmill.core.align;

import java.util.Arrays;

/**
 * Circulant temporal encoding (CTE): the first Fourier coefficients of every feature dimension over
 * time. Two videos are compared at all offsets by the inverse transform of their products, each
 * frequency divided by its energy, so that a long static shot counts no more than a short one.
 *
 * <p>The score is {@code sum_k w_k Re(c_k e^(2 pi i k delta / N)) / sum_k w_k} with {@code c_k =
 * sum_d conj(Q) B / sqrt((sum_d |Q|^2 + l) (sum_d |B|^2 + l))}, {@code w_0 = 1}, {@code w_k = 2}
 * (for the half of the spectrum that is not kept) and l = 0.1; it lies between -1 and 1, and
 * exchanging the videos mirrors it. Source: Douze et al., "Circulant temporal encoding for video
 * retrieval and temporal alignment", IJCV 2016, equation 10, made symmetric.
 */
public final class CirculantEncoding implements Aligner {
  /** Keeps frequencies without energy from deciding; LAMV's value. */
  static final double REGULARISATION = 0.1;

  private final int coefficients;
  private final int length;
  private final double[] radians;

  private CirculantEncoding(int coefficients, int length) {
    this.coefficients = coefficients;
    this.length = length;
    this.radians = new double[coefficients];
    for (int k = 0; k < coefficients; k++) {
      radians[k] = 2 * Math.PI * k / length;
    }
  }

  /**
   * Builds an encoding.
   *
   * @param coefficients how many low frequencies are kept; at least 1, at most half of the length
   * @param length of the transform, in frames: offsets that differ by so much are the same. At
   *     least the sum of the lengths of the two longest videos keeps all offsets apart
   * @throws IllegalArgumentException if the numbers do not fit one another
   */
  public static CirculantEncoding of(int coefficients, int length) {
    if (coefficients < 1 || coefficients > length / 2) {
      throw new IllegalArgumentException(
          "Was %d coefficients of a transform of length %d; allowed: 1 to half of it"
              .formatted(coefficients, length));
    }
    return new CirculantEncoding(coefficients, length);
  }

  /**
   * Builds an encoding as {@code mode} wants it.
   *
   * @param longest frames of the longest video
   */
  public static Aligner of(int coefficients, int longest, AlignMode mode) {
    return mode == AlignMode.REFERENCE
        ? new LamvCirculantEncoding(coefficients)
        : of(Math.min(coefficients, longest), 2 * longest);
  }

  /**
   * Describes a video, position by position: frames may lie anywhere, and one beyond the length
   * counts as if it lay a whole length earlier.
   */
  @Override
  public HarmonicSums describe(FrameFeatures video) {
    double[] weights = new double[coefficients];
    Arrays.fill(weights, 1.0);
    return HarmonicSums.of(video, radians, weights);
  }

  @Override
  public HarmonicSums shift(HarmonicSums video, double frames) {
    checkFrequencies(video);
    return video.shifted(radians, frames);
  }

  @Override
  public PairScorer scorer(Offsets offsets) {
    Waves waves = new Waves(radians, offsets);
    return (first, second) -> curve(waves, first, second);
  }

  private ScoreCurve curve(Waves waves, HarmonicSums first, HarmonicSums second) {
    checkFrequencies(first);
    first.checkComparable(second);
    double[] even = new double[coefficients];
    double[] odd = new double[coefficients];
    PairProducts.of(first.values(), second.values(), first.dimension(), even, odd);
    double total = 2.0 * coefficients - 1;
    for (int k = 0; k < coefficients; k++) {
      double energy = (energy(first, k) + REGULARISATION) * (energy(second, k) + REGULARISATION);
      double factor = (k == 0 ? 1 : 2) / (total * Math.sqrt(energy));
      even[k] *= factor;
      odd[k] *= factor;
    }
    return waves.curve(even, odd);
  }

  /** Gives the sum over dimensions of the squared modulus of one coefficient. */
  static double energy(HarmonicSums video, int k) {
    int from = 2 * k * video.dimension();
    float[] values = video.values();
    return PairProducts.product(values, from, values, from, 2 * video.dimension());
  }

  private void checkFrequencies(HarmonicSums video) {
    if (video.frequencies() != coefficients) {
      throw new IllegalArgumentException(
          "Was a video of %d coefficients; expected %d, of a transform of length %d"
              .formatted(video.frequencies(), coefficients, length));
    }
  }
}
