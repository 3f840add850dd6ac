package org.clipmill.core.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameRateTest {
  private static final long SEED = 20_261_122;

  @ParameterizedTest
  @CsvSource({
    "29.97, 30000, 1001",
    "29.97002997002997, 30000, 1001",
    "23.976, 24000, 1001",
    "23.976037394559164, 24000, 1001",
    "59.94, 60000, 1001",
    "119.88, 120000, 1001",
    "14.985, 15000, 1001",
    "25, 25, 1",
    "30.0, 30, 1",
    "12.5, 25, 2",
    "6.0, 6, 1",
    "0.5, 1, 2",
    "0.001, 1, 1000",
    "29.917, 29917, 1000",
    "10.037, 10037, 1000",
    "24.28, 607, 25",
    "99999.5, 199999, 2",
  })
  void aWrittenRateIsTheFractionThatItMeans(double written, long numerator, long denominator) {
    assertEquals(new FrameRate(numerator, denominator), FrameRate.ofDecimal(written));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, 0, -0.0, -1, 1e9, 100_000, 1e-9, 0.0009, Double.POSITIVE_INFINITY})
  void aNumberThatIsNoRateIsRefused(double written) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FrameRate.ofDecimal(written));
    assertEquals(
        "Was " + written + "; allowed: a frame rate from 0.001 to below 100000",
        refusal.getMessage());
  }

  @Test
  void aFractionWithoutFramesOrSecondsIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new FrameRate(30, 0));
    assertEquals("Was 30/0; allowed: a positive frame rate", refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new FrameRate(-30, -1));
  }

  @Test
  void aFractionIsBroughtToLowestTerms() {
    assertEquals(new FrameRate(30, 1), new FrameRate(90_000, 3000));
    assertEquals("30000/1001", new FrameRate(60_000, 2002).toString());
    assertEquals("25", new FrameRate(25_000, 1000).toString());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {6, 10, 12.5, 14.985, 15, 23.976, 24, 25, 29.917, 29.97, 30, 50, 59.94, 60, 119.88})
  void theTimeOfAFrameNamesThatFrameUpToAMillionFrames(double written) {
    FrameRate rate = FrameRate.ofDecimal(written);
    for (long frame = 0; frame <= 1_000_000; frame += 11) {
      assertEquals(frame, rate.frameNearest(rate.microsOfFrame(frame)));
      assertEquals(frame, rate.frameAtRate(frame, rate));
    }
  }

  @Test
  void aMomentHalfwayBetweenFramesBelongsToTheLaterOne() {
    FrameRate rate = FrameRate.ofDecimal(25);
    assertEquals(0, rate.frameNearest(19_999));
    assertEquals(1, rate.frameNearest(20_000));
    assertEquals(-1, rate.frameNearest(-20_001));
    assertEquals(0, rate.frameNearest(-20_000));
  }

  @Test
  void aTimeInWholeMillisecondsStillNamesItsFrame() {
    FrameRate rate = FrameRate.ofDecimal(29.97);
    for (long frame = 0; frame < 1_000_000; frame += 101) {
      long millis = Math.round(rate.microsOfFrame(frame) / 1000.0);
      assertEquals(frame, rate.frameNearest(millis * 1000));
    }
  }

  @Test
  void anHourIsTheSameNumberOfFramesAtBothRates() {
    FrameRate pal = FrameRate.ofDecimal(25);
    FrameRate ntsc = FrameRate.ofDecimal(29.97);
    assertEquals(90_000, pal.frameNearest(3_600_000_000L));
    assertEquals(107_892, ntsc.frameNearest(3_600_000_000L));
    assertEquals(107_892, ntsc.frameAtRate(90_000, pal));
    assertEquals(60, FrameRate.ofDecimal(60).frameAtRate(30, FrameRate.ofDecimal(30)));
  }

  @Test
  void goingToAFasterRateAndBackLosesNoFrame() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      FrameRate slow = new FrameRate(random.nextLong(1, 60_000), random.nextLong(1, 2000));
      FrameRate fast = new FrameRate(slow.numerator() * random.nextLong(1, 4), slow.denominator());
      long frame = random.nextLong(1_000_000_000);
      assertEquals(frame, slow.frameAtRate(fast.frameAtRate(frame, slow), fast));
    }
  }

  @Test
  void laterFramesHaveLaterTimes() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      FrameRate rate = FrameRate.ofDecimal(random.nextDouble(0.001, 120));
      long frame = random.nextLong(1_000_000_000);
      long start = rate.microsOfFrame(frame);
      long exact = Math.round(frame / rate.framesPerSecond() * 1e6);
      assertTrue(Math.abs(exact - start) <= 1 + exact / 1e12, rate + " frame " + frame);
      assertEquals(frame, rate.frameNearest(start), rate.toString());
    }
  }
}
