package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.encode.ShotBoundaries;
import org.clipmill.core.encode.ShotDetector;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that gives the mean level of each frame, which shows where windows lie. */
final class ShotDetectorTest {
  private final ModelCache cache = new ModelCache();
  @TempDir Path folder;

  @AfterEach
  void closeModels() {
    cache.close();
  }

  private ShotDetector open(String values) throws IOException {
    Files.write(folder.resolve("shots.onnx"), TinyOnnx.meanLevels());
    return cache.shotDetector(
        Contract.entry(
            folder,
            "preset: transnetv2\nfile: shots.onnx\noutput: {values: %s}".formatted(values)));
  }

  private static List<RgbFrame> levels(int frames) {
    List<RgbFrame> video = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      byte[] rgb = new byte[96 * 54 * 3];
      Arrays.fill(rgb, (byte) i);
      video.add(new RgbFrame(96, 54, rgb));
    }
    return video;
  }

  @Test
  void everyFrameGetsItsOwnNumberWhateverTheLength() throws IOException {
    try (ShotDetector detector = open("probabilities")) {
      for (int frames : new int[] {0, 1, 2, 49, 50, 51, 99, 100, 101, 150, 230}) {
        float[] expected = new float[frames];
        for (int i = 0; i < frames; i++) {
          expected[i] = i;
        }
        ShotBoundaries found = detector.detect(levels(frames));
        assertArrayEquals(expected, found.ends(), 1e-3f);
        assertEquals(0, found.transitions().length);
      }
    }
  }

  @Test
  void logitsBecomeProbabilities() throws IOException {
    try (ShotDetector detector = open("logits")) {
      float[] ends = detector.detect(levels(3)).ends();
      assertArrayEquals(new float[] {0.5f, 0.7310586f, 0.8807970f}, ends, 1e-6f);
    }
  }

  @Test
  void aFrameMayBeOverwrittenAfterwards() throws IOException {
    byte[] rgb = new byte[48 * 27 * 3];
    RgbFrame same = new RgbFrame(48, 27, rgb);
    Iterable<RgbFrame> video =
        () ->
            List.of(1, 2, 3).stream()
                .map(
                    level -> {
                      Arrays.fill(rgb, (byte) (int) level);
                      return same;
                    })
                .iterator();
    try (ShotDetector detector = open("probabilities")) {
      assertArrayEquals(new float[] {1, 2, 3}, detector.detect(video).ends(), 1e-4f);
    }
  }

  @Test
  void aClosedDetectorSaysSo() throws IOException {
    ShotDetector detector = open("logits");
    detector.close();
    detector.close();
    var error = assertThrows(IllegalStateException.class, () -> detector.detect(levels(1)));
    assertEquals("Cannot run model it: it is closed", error.getMessage());
  }
}
