package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.media.paint.FrameNumber;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;

/** Videos for tests whose frames carry their numbers. */
final class Painted {
  static final FrameRate FPS_24 = new FrameRate(24, 1);
  static final FrameRate FPS_25 = new FrameRate(25, 1);
  static final FrameRate FPS_NTSC = new FrameRate(30_000, 1001);

  /** Every frame differs from all others, by its number and by where the background stands. */
  static final Scene NUMBERED = Scenes.numbered(Scenes.pan(7, 2.5, 1.0));

  private Painted() {}

  static PaintSpec small(FrameRate rate, long frames) {
    return PaintSpec.of(160, 96, rate, frames);
  }

  static Path paint(Path target, PaintSpec spec) {
    VideoPainter.paint(target, spec, NUMBERED);
    return target;
  }

  /** Gives the painted numbers of all frames of a file, in the order in which they are shown. */
  static List<Integer> numbers(Path file) {
    try (FfmpegFrameSource source = FfmpegFrameSource.open(file)) {
      return numbers(source);
    }
  }

  static List<Integer> numbers(FfmpegFrameSource source) {
    List<Integer> numbers = new ArrayList<>();
    while (source.next()) {
      numbers.add(FrameNumber.read(source.readRgb()));
    }
    return numbers;
  }

  /** Gives when each frame of a file is shown, in microseconds. */
  static List<Long> times(Path file) {
    List<Long> times = new ArrayList<>();
    try (FfmpegFrameSource source = FfmpegFrameSource.open(file)) {
      while (source.next()) {
        times.add(source.timeMicros());
      }
    }
    return times;
  }

  /** Makes sure that two times differ by no more than a rounding. */
  static void assertSameMicros(long expected, long seen) {
    assertTrue(Math.abs(expected - seen) <= 1, () -> "expected " + expected + ", saw " + seen);
  }

  /** Gives the numbers from one to before another. */
  static List<Integer> range(int first, int end) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = first; i < end; i++) {
      numbers.add(i);
    }
    return numbers;
  }
}
