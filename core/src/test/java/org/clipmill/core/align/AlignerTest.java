package org.clipmill.core.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlignerTest {
  private static final int DIMENSION = 24;
  private static final int LENGTH = 300;

  private static Stream<Aligner> corrected() {
    return Stream.of(
        TemporalMatchKernel.lamv(16, AlignMode.CORRECTED),
        TemporalMatchKernel.of(List.of(997, 401), 64, Normalisation.MATRIX, AlignMode.CORRECTED),
        CirculantEncoding.of(128, LENGTH, AlignMode.CORRECTED));
  }

  /** A slow random walk of unit vectors, as frames of a video are. */
  static FrameFeatures walk(long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[frames * DIMENSION];
    double[] at = random.doubles(DIMENSION, -1, 1).toArray();
    for (int t = 0; t < frames; t++) {
      double square = 0;
      for (int d = 0; d < DIMENSION; d++) {
        at[d] = 0.8 * at[d] + random.nextDouble(-1, 1);
        square += at[d] * at[d];
      }
      for (int d = 0; d < DIMENSION; d++) {
        values[t * DIMENSION + d] = (float) (at[d] / Math.sqrt(square));
      }
    }
    return FrameFeatures.evenly(DIMENSION, values);
  }

  private static FrameFeatures part(FrameFeatures video, int from, int to) {
    return video.segment(from, to, FrameFeatures.RATE);
  }

  private static ScoreCurve curve(Aligner aligner, FrameFeatures first, FrameFeatures second) {
    return aligner
        .scorer(Offsets.within(LENGTH))
        .curve(aligner.describe(first), aligner.describe(second));
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void offsetsAreFoundInBothDirections(Aligner aligner) {
    FrameFeatures whole = walk(1, LENGTH);
    for (int start : new int[] {0, 1, 12, 70, 150}) {
      FrameFeatures excerpt = part(whole, start, start + 140);
      assertEquals(-start, curve(aligner, excerpt, whole).best().offset());
      assertEquals(start, curve(aligner, whole, excerpt).best().offset());
    }
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void exchangingTheVideosMirrorsTheCurve(Aligner aligner) {
    ScoreCurve there = curve(aligner, walk(1, 100), walk(2, 170));
    ScoreCurve back = curve(aligner, walk(2, 170), walk(1, 100));
    for (int offset = 1 - LENGTH; offset < LENGTH; offset++) {
      assertEquals(there.at(offset), back.at(-offset), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void shiftingIsDescribingALaterVideo(Aligner aligner) {
    FrameFeatures video = walk(3, 90);
    double[] later = Arrays.stream(video.positions()).map(x -> x + 17.5).toArray();
    HarmonicSums expected = aligner.describe(FrameFeatures.at(DIMENSION, video.values(), later));
    HarmonicSums actual = aligner.shift(aligner.describe(video), 17.5);
    for (int i = 0; i < expected.values().length; i++) {
      assertEquals(expected.values()[i], actual.values()[i], 1e-5);
    }
  }

  @Test
  void theReferenceMissesNegativeShiftsByOne() {
    FrameFeatures whole = walk(1, 128);
    Aligner reference = CirculantEncoding.of(64, 128, AlignMode.REFERENCE);
    Aligner corrected = CirculantEncoding.of(64, 128, AlignMode.CORRECTED);
    FrameFeatures excerpt = part(whole, 12, 128);
    Offsets offsets = Offsets.within(128);
    assertEquals(
        -13,
        reference
            .scorer(offsets)
            .curve(reference.describe(excerpt), reference.describe(whole))
            .best()
            .offset());
    assertEquals(
        -12,
        corrected
            .scorer(offsets)
            .curve(corrected.describe(excerpt), corrected.describe(whole))
            .best()
            .offset());
  }

  @Test
  void theReferenceScoresAnEvenNumberOfOffsetsAndNoOtherWins() {
    Aligner reference = CirculantEncoding.of(4, 128, AlignMode.REFERENCE);
    float[] ones = new float[8 * DIMENSION];
    float[] minus = new float[8 * DIMENSION];
    Arrays.fill(ones, 1);
    Arrays.fill(minus, -1);
    HarmonicSums first = reference.describe(FrameFeatures.evenly(DIMENSION, ones));
    HarmonicSums second = reference.describe(FrameFeatures.evenly(DIMENSION, minus));
    ScoreCurve odd = reference.scorer(new Offsets(-5, 0)).curve(first, second);
    assertTrue(odd.best().offset() < -1 && odd.best().score() < 0, odd.best()::toString);
    assertEquals(Double.NEGATIVE_INFINITY, odd.at(-1));
    ScoreCurve one = reference.scorer(new Offsets(-1, 0)).curve(first, second);
    assertEquals(Double.NEGATIVE_INFINITY, one.best().score());
  }

  @Test
  void aSelfMatchOfTheMatrixKernelAndOfTheEncodingIsOne() {
    FrameFeatures video = walk(5, 200);
    Aligner matrix =
        TemporalMatchKernel.of(List.of(997, 401), 32, Normalisation.MATRIX, AlignMode.CORRECTED);
    assertEquals(1.0, curve(matrix, video, video).best().score(), 1e-6);
    Aligner encoding = CirculantEncoding.of(100, LENGTH, AlignMode.CORRECTED);
    AlignmentScore best = curve(encoding, video, video).best();
    assertEquals(0, best.offset());
    assertTrue(best.score() > 0.95 && best.score() <= 1, () -> "was " + best);
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void oneFrameAndConstantFramesHaveFiniteScores(Aligner aligner) {
    FrameFeatures one = walk(1, 1);
    float[] same = new float[50 * DIMENSION];
    Arrays.fill(same, 0.2f);
    FrameFeatures constant = FrameFeatures.evenly(DIMENSION, same);
    FrameFeatures black = FrameFeatures.evenly(DIMENSION, new float[50 * DIMENSION]);
    for (FrameFeatures odd : List.of(one, constant, black)) {
      for (double score : curve(aligner, odd, walk(2, 60)).scores()) {
        assertTrue(Double.isFinite(score));
      }
    }
    assertEquals(0, curve(aligner, one, one).best().offset());
    assertEquals(0.0, curve(aligner, black, walk(2, 60)).best().score());
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void videosOfOtherDimensionsAreRefused(Aligner aligner) {
    FrameFeatures flat = FrameFeatures.evenly(1, new float[] {1, 2, 3});
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> curve(aligner, walk(1, 20), flat))
            .getMessage()
            .contains("dimension 1; expected"));
  }

  @Test
  void featuresWithoutPlaceAreRefused() {
    assertEquals(
        "Was NaN in frame 1; expected finite numbers",
        assertThrows(
                IllegalArgumentException.class,
                () -> FrameFeatures.evenly(2, new float[] {1, 2, 3, Float.NaN}))
            .getMessage());
    assertEquals(
        "Was 0 values at 0 positions; expected at least one frame of dimension 2 each",
        assertThrows(IllegalArgumentException.class, () -> FrameFeatures.evenly(2, new float[0]))
            .getMessage());
    assertEquals(
        "Was 3 values at 1 positions; expected at least one frame of dimension 2 each",
        assertThrows(IllegalArgumentException.class, () -> FrameFeatures.evenly(2, new float[3]))
            .getMessage());
  }

  @Test
  void theMatrixOfAllPairsHoldsTheCurvesOfEachPair() {
    TemporalMatchKernel kernel = TemporalMatchKernel.lamv(16, AlignMode.CORRECTED);
    Offsets offsets = new Offsets(-100, 83);
    List<HarmonicSums> firsts = Stream.of(1, 2, 3, 4, 5).map(AlignerTest::described).toList();
    List<HarmonicSums> seconds =
        Stream.iterate(3, seed -> seed + 1).limit(67).map(AlignerTest::described).toList();
    double[][] errors = new double[firsts.size()][seconds.size()];
    Aligner.PairScorer scorer = kernel.scorer(offsets);
    new ScoreMatrix(kernel, offsets)
        .scan(
            firsts,
            seconds,
            (i, j, scores, from) -> {
              ScoreCurve curve = scorer.curve(firsts.get(i), seconds.get(j));
              for (int k = 0; k < offsets.count(); k++) {
                errors[i][j] =
                    Math.max(
                        errors[i][j], Math.abs(scores[from + k] - curve.at(offsets.first() + k)));
              }
            });
    for (double[] row : errors) {
      assertTrue(Arrays.stream(row).allMatch(error -> error < 3e-5), () -> Arrays.toString(row));
    }
    List<List<AlignmentScore>> best = new ScoreMatrix(kernel, offsets).best(firsts, seconds);
    assertEquals(0, best.get(3).get(1).offset());
    assertEquals(best.get(3).get(1).score(), best.get(4).get(2).score(), 1.0);
    assertEquals(firsts.size(), best.size());
  }

  private static HarmonicSums described(int seed) {
    return TemporalMatchKernel.lamv(16, AlignMode.CORRECTED).describe(walk(seed, 40 + seed));
  }
}
