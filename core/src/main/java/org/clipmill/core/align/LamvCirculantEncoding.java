package org.clipmill.core.align;

import java.util.Arrays;

/**
 * Circulant temporal encoding as LAMV's program computes it. Frames count by index, each video is
 * transformed at the next power of two of its own length, only the first video regularises, the
 * half spectrum is taken for the whole, and scores at negative offsets stand one place too low:
 * both halves of a curve start at offset 0.
 */
final class LamvCirculantEncoding implements Aligner {
  private final int coefficients;

  LamvCirculantEncoding(int coefficients) {
    if (coefficients < 1) {
      throw new IllegalArgumentException(
          "Was " + coefficients + " coefficients; expected at least 1");
    }
    this.coefficients = coefficients;
  }

  @Override
  public HarmonicSums describe(FrameFeatures video) {
    int length = atLeast(video.count());
    double[] radians = new double[Math.min(coefficients, length)];
    double[] weights = new double[radians.length];
    for (int k = 0; k < radians.length; k++) {
      radians[k] = 2 * Math.PI * k / length;
      weights[k] = 1.0;
    }
    return HarmonicSums.of(
        FrameFeatures.evenly(video.dimension(), video.values()), radians, weights);
  }

  @Override
  public HarmonicSums shift(HarmonicSums video, double frames) {
    throw new UnsupportedOperationException(
        "Cannot shift a video as LAMV encodes it: its transform has a length of its own");
  }

  /**
   * Scores {@code 2 n} offsets as {@code -n..n-1}, whatever the run starts with. The last one of an
   * odd number has no score: it is lower than all.
   */
  @Override
  public PairScorer scorer(Offsets offsets) {
    int half = offsets.count() / 2;
    if (half == 0) {
      return (first, second) -> new ScoreCurve(offsets, new double[] {Double.NEGATIVE_INFINITY});
    }
    double[] radians = new double[Math.min(coefficients, atLeast(half))];
    for (int k = 0; k < radians.length; k++) {
      radians[k] = 2 * Math.PI * k / atLeast(half);
    }
    Waves waves = new Waves(radians, new Offsets(0, half));
    return (first, second) -> {
      first.checkComparable(second);
      double[] scores = new double[offsets.count()];
      Arrays.fill(scores, Double.NEGATIVE_INFINITY);
      ScoreCurve later = half(waves, radians.length, first, second);
      ScoreCurve earlier = half(waves, radians.length, second, first);
      for (int shift = 0; shift < half; shift++) {
        scores[half - 1 - shift] = later.at(shift);
        scores[half + shift] = earlier.at(shift);
      }
      return new ScoreCurve(offsets, scores);
    };
  }

  /** Scores the offsets at which the second video is the later one. */
  private static ScoreCurve half(Waves waves, int kept, HarmonicSums query, HarmonicSums other) {
    int count = query.frequencies();
    double[] even = new double[count];
    double[] odd = new double[count];
    PairProducts.of(other.values(), query.values(), query.dimension(), even, odd);
    double[] keptEven = new double[kept];
    double[] keptOdd = new double[kept];
    for (int k = 0; k < Math.min(kept, count); k++) {
      double divisor =
          (CirculantEncoding.energy(query, k) + CirculantEncoding.REGULARISATION)
              * transformLength(waves);
      keptEven[k] = even[k] / divisor;
      keptOdd[k] = odd[k] / divisor;
    }
    return waves.curve(keptEven, keptOdd);
  }

  private static int transformLength(Waves waves) {
    return atLeast(waves.offsets().count());
  }

  /** Gives the next power of two. */
  private static int atLeast(int length) {
    return length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
  }
}
