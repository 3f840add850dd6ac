package org.clipmill.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LabelledScoresTest {
  private static final LabelledScores FIVE =
      new LabelledScores(
          new double[] {0.9, 0.5, 0.5, 0.2, 0.4}, new boolean[] {true, true, false, false, true});

  @Test
  void measuresOfFiveCasesAreWhatTheyAreByHand() {
    assertEquals(3.0 / 5, FIVE.accuracy(), 1e-15);
    // Of six pairs the positive one is above in 4, level in one, below in one.
    assertEquals(4.5 / 6, FIVE.auc(), 1e-15);
    double product = 0.9 * 0.5 * 0.5 * 0.8 * 0.4;
    assertEquals(-Math.log(product) / 5, FIVE.logLoss(), 1e-12);
  }

  @Test
  void areaIsTheShareOfPairsInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 50; round++) {
      int size = random.nextInt(2, 60);
      double[] scores = random.doubles(size).map(s -> Math.round(s * 20) / 20.0).toArray();
      boolean[] labels = new boolean[size];
      for (int i = 0; i < size; i++) {
        labels[i] = i == 0 || (i > 1 && random.nextBoolean());
      }
      assertEquals(areaByPairs(scores, labels), new LabelledScores(scores, labels).auc(), 1e-12);
    }
  }

  private static double areaByPairs(double[] scores, boolean[] labels) {
    double above = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          above += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return above / pairs;
  }

  @Test
  void aSureAndWrongScoreCostsMuchButNotEndlessly() {
    LabelledScores wrong = new LabelledScores(new double[] {0, 1}, new boolean[] {true, false});
    assertEquals(-Math.log(1.1920929e-7), wrong.logLoss(), 1e-6);
  }

  @Test
  void intervalsHoldTheValueAndShrinkWithMoreCases() {
    Estimate few = estimateOf(40);
    Estimate many = estimateOf(4000);
    assertTrue(few.low() <= few.value() && few.value() <= few.high());
    assertTrue(many.high() - many.low() < (few.high() - few.low()) / 4);
    assertEquals(few, estimateOf(40));
  }

  private static Estimate estimateOf(int size) {
    SplittableRandom random = new SplittableRandom(3);
    boolean[] labels = new boolean[size];
    double[] scores = new double[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 2 == 0;
      scores[i] = random.nextDouble() * 0.6 + (labels[i] ? 0.4 : 0);
    }
    return new LabelledScores(scores, labels).estimate(LabelledScores::auc, 7);
  }

  @Test
  void bootstrapOfASharePutsNearlyWilsonsInterval() {
    boolean[] labels = new boolean[400];
    double[] scores = new double[400];
    for (int i = 0; i < 400; i++) {
      labels[i] = i < 200;
      scores[i] = i % 10 == 0 == labels[i] ? 0.1 : 0.9;
    }
    LabelledScores cases = new LabelledScores(scores, labels);
    Estimate drawn = cases.estimate(LabelledScores::accuracy, 1);
    Estimate wilson = Estimate.ofShare(Math.round(400 * cases.accuracy()), 400);
    assertEquals(wilson.low(), drawn.low(), 0.01);
    assertEquals(wilson.high(), drawn.high(), 0.01);
  }

  @Test
  void wilsonsIntervalOfAllRightIsNotAPoint() {
    Estimate all = Estimate.ofShare(10, 10);
    assertEquals(1.0, all.value());
    assertEquals(1.0, all.high(), 1e-12);
    assertEquals(0.7225, all.low(), 1e-4);
    Exception problem = assertThrows(IllegalArgumentException.class, () -> Estimate.ofShare(1, 0));
    assertEquals("Was 1 of 0; allowed: 0 to all of 1 or more", problem.getMessage());
  }

  @Test
  void casesOfOneLabelAreRefused() {
    Exception problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LabelledScores(new double[] {0.5}, new boolean[] {true}));
    assertEquals(
        "Was 1 scores for 1 labels, 1 of them positive; allowed: as many, of both labels",
        problem.getMessage());
  }
}
