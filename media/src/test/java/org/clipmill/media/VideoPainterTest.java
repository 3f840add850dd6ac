package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.paint.FrameNumber;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoPainterTest {
  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameFile() throws IOException {
    PaintSpec spec = PaintSpec.of(96, 64, Painted.FPS_25, 10).with(PaintSpec.Sound.TONE);
    Path one = folder.resolve("one.mp4");
    Path other = folder.resolve("other.mp4");
    VideoPainter.paint(one, spec, Scenes.noise(Scenes.shake(3, 4), 5, 10));
    VideoPainter.paint(other, spec, Scenes.noise(Scenes.shake(3, 4), 5, 10));
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
  }

  @Test
  void aWholePixelPanMovesThePictureExactly() {
    RgbFrame first = paint(Scenes.pan(4, 3, -2), 10);
    RgbFrame next = paint(Scenes.pan(4, 3, -2), 11);
    for (int y = 2; y < first.height() - 2; y++) {
      for (int x = 0; x < first.width() - 3; x++) {
        int from = 3 * (y * first.width() + x);
        int to = 3 * ((y - 2) * first.width() + x + 3);
        assertEquals(first.bytes()[from], next.bytes()[to]);
      }
    }
  }

  @Test
  void scenesMoveAsTheySay() {
    Scene still = Scenes.still(1);
    assertEquals(0.0, change(still, 5));
    assertEquals(0.0, change(Scenes.slides(2, 3, 10), 8));
    Map<String, Scene> moving =
        Map.of(
            "pan", Scenes.pan(1, 1.5, 0),
            "zoom", Scenes.zoom(1, 2.0),
            "shake", Scenes.shake(1, 5),
            "shapes", Scenes.shapes(1, 6, 4),
            "flicker", Scenes.flicker(still, 1, 0.5),
            "noise", Scenes.noise(still, 1, 20),
            "fade", Scenes.fadeOut(still, 0.0, 1.0),
            "cut", Scenes.cut(still, 6, Scenes.still(2)),
            "slides", Scenes.slides(2, 3, 6));
    moving.forEach((name, scene) -> assertTrue(change(scene, 5) > 0.5, name));
    assertTrue(change(Scenes.cut(still, 6, Scenes.still(2)), 5) > 15.0);
    assertEquals(0.0, change(Scenes.fadeOut(still, 0.0, 0.1), 5));
  }

  @Test
  void numbersCanBeRead() {
    for (long frame : new long[] {0, 1, 255, 256, 43_690, 65_535}) {
      assertEquals(frame, FrameNumber.read(paint(Scenes.numbered(Scenes.still(1)), frame)));
    }
  }

  private static double change(Scene scene, long frame) {
    byte[] before = paint(scene, frame).bytes();
    byte[] after = paint(scene, frame + 1).bytes();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      sum += Math.abs((before[i] & 0xFF) - (after[i] & 0xFF));
    }
    return sum / before.length;
  }

  private static RgbFrame paint(Scene scene, long frame) {
    RgbFrame canvas = new RgbFrame(160, 96, new byte[160 * 96 * RgbFrame.CHANNELS]);
    scene.paint(canvas, frame, frame / 25.0);
    return canvas;
  }
}
