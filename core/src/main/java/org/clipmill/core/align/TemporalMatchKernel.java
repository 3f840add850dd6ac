package org.clipmill.core.align;

import java.util.ArrayList;
import java.util.List;

/**
 * Temporal match kernel (TMK): every frame is a bump in time, videos are sums of bumps times
 * features, and the kernel of two videos at any offset is a trigonometric polynomial whose
 * coefficients are inner products. Sums over {@code periods} of different length tell offsets far
 * apart.
 *
 * <p>Sources: Poullot et al., "Temporal matching kernel with explicit feature maps", ACM Multimedia
 * 2015; Baraldi et al., "LAMV", CVPR 2018. Its parameters are whole frames of 1 / 15 s.
 */
public final class TemporalMatchKernel implements Aligner {
  private static final List<Integer> LAMV_PERIODS = List.of(9767, 2731, 1039, 253);
  private static final List<Integer> POULLOT_PERIODS = List.of(2731, 4391, 9767, 14653);

  private final List<Integer> periods;
  private final Normalisation normalisation;
  private final AlignMode mode;
  private final double[] weights;
  private final double[] radians;

  private TemporalMatchKernel(
      List<Integer> periods, int harmonics, Normalisation normalisation, AlignMode mode) {
    this.periods = List.copyOf(periods);
    this.normalisation = normalisation;
    this.mode = mode;
    this.weights = KernelWeights.first(harmonics);
    this.radians = new double[periods.size() * harmonics];
    for (int k = 0; k < radians.length; k++) {
      radians[k] = 2 * Math.PI * (k % harmonics) / periods.get(k / harmonics);
    }
  }

  /**
   * Builds a kernel.
   *
   * @param periods lengths in frames, each at least 1; offsets beyond half of the longest are
   *     ambiguous
   * @param harmonics Fourier coefficients per period, constant included; at least 1
   * @throws IllegalArgumentException if there is no period or no harmonic
   */
  public static TemporalMatchKernel of(
      List<Integer> periods, int harmonics, Normalisation normalisation, AlignMode mode) {
    if (periods.isEmpty() || harmonics < 1 || periods.stream().anyMatch(period -> period < 1)) {
      throw new IllegalArgumentException(
          "Was periods %s with %d harmonics; expected at least one of each, each at least 1"
              .formatted(periods, harmonics));
    }
    return new TemporalMatchKernel(periods, harmonics, normalisation, mode);
  }

  /** Builds LAMV's kernel: four periods, the longest 651 s; both normalisations. */
  public static TemporalMatchKernel lamv(int harmonics, AlignMode mode) {
    return of(LAMV_PERIODS, harmonics, Normalisation.FEATURE_THEN_FREQUENCY, mode);
  }

  /** Builds Poullot's kernel: four periods, the longest 977 s; normalised over frequencies. */
  public static TemporalMatchKernel poullot(int harmonics, AlignMode mode) {
    return of(POULLOT_PERIODS, harmonics, Normalisation.FREQUENCY, mode);
  }

  @Override
  public HarmonicSums describe(FrameFeatures video) {
    double[] roots = new double[radians.length];
    for (int k = 0; k < roots.length; k++) {
      roots[k] = Math.sqrt(weights[k % weights.length]);
    }
    return HarmonicSums.of(video, radians, roots);
  }

  @Override
  public HarmonicSums shift(HarmonicSums video, double frames) {
    checkFrequencies(video);
    return video.shifted(radians, frames);
  }

  @Override
  public PairScorer scorer(Offsets offsets) {
    return new Scorer(this, new Waves(radians, offsets));
  }

  /** Gives the balanced sums of a video, ready for products; their layout is unchanged. */
  float[] balanced(HarmonicSums video) {
    checkFrequencies(video);
    return normalisation.balanced(video, weights, periods.size());
  }

  /** Gives what every product counts in the score of videos of this dimension. */
  double factor(int dimension) {
    return normalisation.factor(mode, weights.length, dimension) / periods.size();
  }

  /** Gives the angle per frame of each frequency; not a copy. */
  double[] radians() {
    return radians;
  }

  private void checkFrequencies(HarmonicSums video) {
    if (video.frequencies() != radians.length) {
      throw new IllegalArgumentException(
          "Was a video of %d frequencies; expected %d, of %d periods"
              .formatted(video.frequencies(), radians.length, periods.size()));
    }
  }

  private record Scorer(TemporalMatchKernel kernel, Waves waves) implements PairScorer {
    @Override
    public ScoreCurve curve(HarmonicSums first, HarmonicSums second) {
      first.checkComparable(second);
      return curve(kernel.balanced(first), kernel.balanced(second), first.dimension());
    }

    @Override
    public List<AlignmentScore> best(HarmonicSums first, List<HarmonicSums> others) {
      float[] balanced = kernel.balanced(first);
      List<AlignmentScore> scores = new ArrayList<>(others.size());
      for (HarmonicSums other : others) {
        first.checkComparable(other);
        scores.add(curve(balanced, kernel.balanced(other), first.dimension()).best());
      }
      return scores;
    }

    private ScoreCurve curve(float[] first, float[] second, int dimension) {
      double[] even = new double[kernel.radians.length];
      double[] odd = new double[kernel.radians.length];
      PairProducts.of(first, second, dimension, even, odd);
      double factor = kernel.factor(dimension);
      for (int k = 0; k < even.length; k++) {
        even[k] *= factor;
        odd[k] *= factor;
      }
      return waves.curve(even, odd);
    }
  }
}
