package org.clipmill.media.painted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.FfmpegFrameSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PaintedClipTest {
  @TempDir Path folder = Path.of("");

  @Test
  void goodAndBadComeAlikeOftenAndSoDoTheirKinds() {
    Map<PaintedKind, Integer> counts = new EnumMap<>(PaintedKind.class);
    for (int number = 0; number < 64; number++) {
      counts.merge(PaintedClip.of(0, number).kind(), 1, Integer::sum);
    }
    counts.forEach((kind, count) -> assertEquals(kind.isGood() ? 8 : 4, count, kind.label()));
    assertEquals(PaintedKind.values().length, counts.size());
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherOneAnotherClip() throws IOException {
    Path file = folder.resolve("clip.mp4");
    PaintedClip.of(1, 4).write(file);
    byte[] first = Files.readAllBytes(file);
    PaintedClip.of(1, 4).write(file);
    assertArrayEquals(first, Files.readAllBytes(file));
    assertNotEquals(picture(PaintedClip.of(1, 4), 0), picture(PaintedClip.of(2, 4), 0));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @ParameterizedTest
  @EnumSource(PaintedKind.class)
  void everyKindIsWrittenWithAllItsFrames(PaintedKind kind) {
    PaintedClip clip = PaintedClip.of(3, 7, kind);
    Path file = folder.resolve("clip.mp4");
    clip.write(file);
    long frames = 0;
    try (FfmpegFrameSource source = FfmpegFrameSource.open(file)) {
      while (source.next()) {
        frames++;
      }
    }
    assertEquals(clip.spec().frames(), frames);
    double seconds = frames / clip.spec().frameRate().framesPerSecond();
    assertTrue(seconds > 1.0 && seconds < 8.1, clip.id() + " is " + seconds + " s long");
  }

  @Test
  void aFrameDoesNotDependOnThoseBefore() {
    for (PaintedKind kind : PaintedKind.values()) {
      PaintedClip clip = PaintedClip.of(5, 0, kind);
      String third = picture(clip, 3);
      picture(clip, 9);
      assertEquals(third, picture(clip, 3), kind.label());
    }
  }

  private static String picture(PaintedClip clip, long frame) {
    int width = clip.spec().width();
    int height = clip.spec().height();
    RgbFrame canvas = new RgbFrame(width, height, new byte[3 * width * height]);
    clip.scene().paint(canvas, frame, clip.spec().frameRate().microsOfFrame(frame) / 1e6);
    return HexFormat.of().formatHex(canvas.bytes());
  }
}
