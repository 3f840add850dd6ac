package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.paint.FrameNumber;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FfmpegFrameSourceTest {
  /** The heap may fill by less than that; 200 leaked decoders were measured to be over 600 MiB. */
  private static final long LEAK_BOUND_BYTES = 150L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"libopenh264,0,mp4", "mpeg4,2,mp4", "libvpx-vp9,0,webm", "ffv1,0,mkv", "mpeg4,2,avi"})
  void allFramesComeInTheOrderInWhichTheyAreShown(String encoder, int bFrames, String ending) {
    PaintSpec spec = Painted.small(Painted.FPS_25, 40).with(encoder, 0.5, bFrames);
    Path video = Painted.paint(folder.resolve("a." + ending), spec);
    assertEquals(Painted.range(0, 40), Painted.numbers(video));
  }

  @ParameterizedTest
  @CsvSource({"mp4", "mkv", "webm"})
  void timesOfAConstantRateAreThoseOfTheRate(String ending) {
    String encoder = ending.equals("webm") ? "libvpx" : "libopenh264";
    PaintSpec spec = Painted.small(Painted.FPS_24, 50).with(encoder, 1.0, 0);
    List<Long> times = Painted.times(Painted.paint(folder.resolve("a." + ending), spec));
    for (int frame = 0; frame < 50; frame++) {
      assertEquals(Painted.FPS_24.microsOfFrame(frame), times.get(frame), "frame " + frame);
    }
  }

  @Test
  void timesOfAnUnevenVideoAreKept() {
    PaintSpec spec = Painted.small(Painted.FPS_25, 30).with(PaintSpec.Timing.UNEVEN);
    List<Long> times = Painted.times(Painted.paint(folder.resolve("a.mp4"), spec));
    for (int frame = 0; frame < 30; frame++) {
      assertEquals(40_000L * (frame + frame / 3), times.get(frame), "frame " + frame);
    }
  }

  @Test
  void colourSurvives() {
    Path video = folder.resolve("a.mp4");
    VideoPainter.paint(
        video,
        PaintSpec.of(64, 64, Painted.FPS_25, 2),
        (canvas, frame, seconds) -> {
          for (int i = 0; i < canvas.bytes().length; i += 3) {
            canvas.bytes()[i] = (byte) 200;
            canvas.bytes()[i + 1] = 40;
            canvas.bytes()[i + 2] = 90;
          }
        });
    try (FfmpegFrameSource source = FfmpegFrameSource.open(video)) {
      assertTrue(source.next());
      byte[] rgb = source.readRgb().bytes();
      assertEquals(200, rgb[3000] & 0xFF, 3);
      assertEquals(40, rgb[3001] & 0xFF, 3);
      assertEquals(90, rgb[3002] & 0xFF, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"NONE", "RIGHT", "HALF", "LEFT"})
  void picturesStandUpright(Rotation rotation) {
    Path video = folder.resolve("a.mp4");
    PaintSpec spec = PaintSpec.of(64, 32, Painted.FPS_25, 1).with(rotation);
    VideoPainter.paint(video, spec, (canvas, frame, seconds) -> paintTopLeftWhite(canvas));
    try (FfmpegFrameSource source = FfmpegFrameSource.open(video)) {
      assertTrue(source.next());
      RgbFrame upright = source.readRgb();
      assertEquals(rotation.isQuarter() ? 32 : 64, upright.width());
      boolean isRight = rotation == Rotation.RIGHT || rotation == Rotation.HALF;
      boolean isBottom = rotation == Rotation.LEFT || rotation == Rotation.HALF;
      int x = isRight ? upright.width() - 5 : 4;
      int y = isBottom ? upright.height() - 5 : 4;
      assertTrue((upright.bytes()[3 * (y * upright.width() + x)] & 0xFF) > 200);
      int middle = 3 * (upright.height() / 2 * upright.width() + upright.width() / 2);
      assertTrue((upright.bytes()[middle] & 0xFF) < 50);
    }
  }

  private static void paintTopLeftWhite(RgbFrame canvas) {
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        int pixel = 3 * (y * canvas.width() + x);
        byte level = (byte) (x < 12 && y < 12 ? 255 : 0);
        canvas.bytes()[pixel] = level;
        canvas.bytes()[pixel + 1] = level;
        canvas.bytes()[pixel + 2] = level;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "libopenh264,1.0,0,mp4",
    "libopenh264,60,0,mp4",
    "mpeg4,1.0,2,mp4",
    "mpeg4,0.5,2,avi",
    "libvpx,1.0,0,webm",
    "libopenh264,0.5,0,ts",
    "libopenh264,0.5,0,flv"
  })
  void enteringInTheMiddleGivesTheSameFrames(
      String encoder, double keyFrameSeconds, int bFrames, String ending) {
    PaintSpec spec = Painted.small(Painted.FPS_25, 150).with(encoder, keyFrameSeconds, bFrames);
    Path video = Painted.paint(folder.resolve("a." + ending), spec);
    for (long micros : new long[] {0, 1, 2_999_999, 4_000_000, 5_999_999, 99_000_000}) {
      try (FfmpegFrameSource source = FfmpegFrameSource.openFrom(video, micros)) {
        assertTrue(source.next());
        assertTrue(source.timeMicros() <= micros);
        long expected = source.index();
        do {
          assertEquals(expected, source.index());
          assertEquals(expected, FrameNumber.read(source.readRgb()));
          assertEquals(40_000 * expected, source.timeMicros());
          expected++;
        } while (source.next());
        assertEquals(150, expected);
      }
    }
  }

  @Test
  void enteringLateLeavesOutTheFramesBefore() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 150));
    try (FfmpegFrameSource source = FfmpegFrameSource.openFrom(video, 5_000_000)) {
      assertTrue(source.next());
      assertTrue(source.index() > 60 && source.index() <= 100, "saw " + source.index());
    }
  }

  @Test
  void aFileThatBreaksOffGivesWhatIsThereAndThenFails() throws IOException {
    Path whole = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 100));
    Path part = folder.resolve("part.mp4");
    BrokenFiles.truncate(whole, part, 0.6);
    try (FfmpegFrameSource source = FfmpegFrameSource.open(part)) {
      for (int frame = 0; frame < 50; frame++) {
        assertTrue(source.next());
        assertEquals(frame, FrameNumber.read(source.readRgb()));
      }
      ClipException thrown = assertThrows(ClipException.class, () -> Painted.numbers(source));
      assertEquals(ClipError.DECODE_FAILED, thrown.error());
      assertTrue(thrown.getMessage().matches("Cannot decode .*part.mp4 beyond .*"), "" + thrown);
    }
  }

  @Test
  void severalThreadsGiveTheSamePictures() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 20));
    try (FfmpegFrameSource one = FfmpegFrameSource.open(video, 1);
        FfmpegFrameSource two = FfmpegFrameSource.open(video, 2)) {
      while (one.next()) {
        assertTrue(two.next());
        assertArrayEquals(one.readRgb().bytes(), two.readRgb().bytes());
      }
      assertFalse(two.next());
    }
  }

  @Test
  void nativeMemoryIsFreed() throws IOException {
    Path video = folder.resolve("a.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(320, 180, Painted.FPS_25, 5), Scenes.numbered(Scenes.still(1)));
    Path broken = folder.resolve("broken.mp4");
    BrokenFiles.text(broken);
    Path sound = folder.resolve("sound.mp4");
    BrokenFiles.soundOnly(sound, 0.5);
    openOften(video, broken, sound, 50);
    long before = Pointer.physicalBytes();
    openOften(video, broken, sound, 200);
    long grown = Pointer.physicalBytes() - before;
    assertTrue(grown < LEAK_BOUND_BYTES, "grew by " + grown + " bytes");
  }

  private static void openOften(Path video, Path broken, Path sound, int times) {
    for (int i = 0; i < times; i++) {
      try (FfmpegFrameSource source = FfmpegFrameSource.openFrom(video, 100_000)) {
        while (source.next()) {
          source.readRgb();
        }
      }
      assertThrows(ClipException.class, () -> FfmpegFrameSource.open(broken));
      assertThrows(ClipException.class, () -> FfmpegFrameSource.open(sound));
    }
  }
}
