package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.ClipMeasurer;
import org.clipmill.core.feature.FiltrainClock;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos whose movement is known, painted, encoded, decoded and measured. */
class MeasuredVideoTest {
  private static final FrameRate THIRTY = new FrameRate(30, 1);

  /** A 240x240 picture's diagonal, in pixels. */
  private static final double DIAGONAL_PX = 240 * Math.sqrt(2);

  /** Of a pan, the part that comes into the picture has no past: Farneback falls a little short. */
  private static final double SHARE_FOUND = 0.15;

  @TempDir Path folder;

  private ClipFeatures measure(PaintSpec spec, Scene scene) {
    Path video = folder.resolve("painted.mp4");
    VideoPainter.paint(video, spec, scene);
    try (OpticalFlow flow = new FarnebackFlow();
        FrameSource source = FfmpegFrameSource.open(video)) {
      return ClipMeasurer.corrected(flow)
          .measure(source, new ClipClock(ClipClock.DEFAULT_PERIOD_MICROS));
    }
  }

  private static void assertScore(double pxPerSecond, ClipFeatures features) {
    double expected = pxPerSecond / DIAGONAL_PX;
    assertEquals(expected, features.motionScore(), SHARE_FOUND * expected);
  }

  @Test
  void thePaintedSpeedIsMeasured() {
    // 320 columns become 240: 16 px a second become 12.
    Scene scene = Scenes.pan(1, 16.0 / 30, 0);
    ClipFeatures features = measure(PaintSpec.of(320, 240, THIRTY, 60), scene);
    assertEquals(8, features.frames());
    assertScore(12, features);
    assertEquals(3, features.meanVelocity(), 0.5);
  }

  @Test
  void theScoreDoesNotDependOnTheFrameRate() {
    FrameRate twelve = new FrameRate(12, 1);
    assertScore(12, measure(PaintSpec.of(320, 240, twelve, 24), Scenes.pan(1, 16.0 / 12, 0)));
  }

  @Test
  void theScoreGoesByTimesNotByNumbersWhereTheRateVaries() {
    PaintSpec spec = PaintSpec.of(320, 240, THIRTY, 60).with(PaintSpec.Timing.UNEVEN);
    ClipFeatures features = measure(spec, Scenes.pan(1, 16.0 / 30, 0));
    // 60 frames last 79 or 80 ticks: the contents move slower than in the even video.
    assertScore(12 * 0.75, features);
  }

  @Test
  void whatStandsStillDoesNotMove() {
    ClipFeatures features = measure(PaintSpec.of(320, 240, THIRTY, 60), Scenes.still(2));
    assertTrue(features.motionScore() < 0.001, features.toString());
    assertTrue(features.maxRgbDiff() < 5, features.toString());
  }

  @Test
  void aHardCutStandsOutFromTheMean() {
    Scene scene = Scenes.cut(Scenes.still(3), 45, Scenes.still(4));
    ClipFeatures features = measure(PaintSpec.of(320, 240, THIRTY, 90), scene);
    assertTrue(features.maxRgbDiff() > 5 * features.meanRgbDiff(), features.toString());
  }

  @Test
  void filtrainMeasuresAWholeClipThroughJpegWithItsClock() {
    Path video = folder.resolve("painted.mp4");
    VideoPainter.paint(video, PaintSpec.of(320, 240, THIRTY, 71), Scenes.pan(1, 16.0 / 30, 0));
    try (OpticalFlow flow = new FarnebackFlow();
        JpegRoundTrip jpeg = new JpegRoundTrip();
        FrameSource source = FfmpegFrameSource.open(video)) {
      ClipFeatures features =
          ClipMeasurer.filtrain(flow, jpeg).measure(source, new FiltrainClock(60, 130, 30.0));
      // filtrain's own count for the cut [60, 130] of a span at 30 frames per second.
      assertEquals(18, features.frames());
      assertTrue(features.maxVelocity() > 3 * features.meanVelocity() / 2, features.toString());
    }
  }
}
