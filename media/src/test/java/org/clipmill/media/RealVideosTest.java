package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The openly licensed videos that lie beside the checkout; skipped where they do not. */
final class RealVideosTest {
  private static final int WIDTH_COLUMN = 8;
  private static final int HEIGHT_COLUMN = 9;
  private static final int RATE_COLUMN = 10;
  private static final int FRAMES_COLUMN = 11;

  /** One packet of this file is hidden by its edit list; ffprobe -count_frames gives 242 too. */
  private static final Map<String, Long> HIDDEN_FRAMES = Map.of("npm_opencv_motion.mov", 1L);

  /** Its first video stream is not the best one, which FFmpeg and we take. */
  private static final String SEVERAL_STREAMS = "torchcodec_nasa_13013.mp4";

  @Test
  void realVideosAgreeWithTheirManifest() throws IOException {
    Path folder = SharedFiles.require("videos");
    List<String> lines = Files.readAllLines(folder.resolve("MANIFEST.tsv"));
    List<Executable> checks = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      checks.add(() -> check(folder, cells));
    }
    assertEquals(51, checks.size());
    assertAll(checks);
  }

  private static void check(Path folder, String[] cells) {
    String name = cells[0];
    Path file = folder.resolve(name);
    VideoFacts facts = VideoProbe.probe(file);
    if (name.equals(SEVERAL_STREAMS)) {
      assertEquals(480, facts.width());
      assertEquals(390, VideoProbe.countFrames(file));
      return;
    }
    assertEquals(Integer.parseInt(cells[WIDTH_COLUMN]), facts.width(), name);
    assertEquals(Integer.parseInt(cells[HEIGHT_COLUMN]), facts.height(), name);
    String[] rate = cells[RATE_COLUMN].split("/", -1);
    FrameRate stated = new FrameRate(Long.parseLong(rate[0]), Long.parseLong(rate[1]));
    assertEquals(stated, facts.frameRate(), name);
    if (!cells[FRAMES_COLUMN].equals("N/A")) {
      long shown = Long.parseLong(cells[FRAMES_COLUMN]) - HIDDEN_FRAMES.getOrDefault(name, 0L);
      assertEquals(shown, VideoProbe.countFrames(file), name);
    }
  }
}
