package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @TempDir Path clips;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sam2_02_cups.mp4",
        "mdn_tears_of_steel_battle.webm",
        "tmk_pattern-sd-grey-bar.mp4",
        "npm_opencv_motion.mov"
      })
  void clipsOfRealVideosShowTheFramesTheyWereCutTo(String name) {
    Path video = SharedFiles.require("videos").resolve(name);
    int first = 140;
    int frames = 20;
    Path target = clips.resolve("clip.mp4");
    ClipCutter cutter = new ClipCutter(CutSettings.defaults());
    CutRequest request = new CutRequest("clip", first, first + frames, target);
    assertEquals(frames, cutter.cut(video, List.of(request)).get(0).written().frames());
    List<byte[]> source = firstFrames(video, first + frames + 1);
    List<byte[]> clip = firstFrames(target, frames + 1);
    assertEquals(frames, clip.size());
    double same = 0;
    double before = 0;
    double after = 0;
    for (int i = 0; i < frames; i++) {
      same += difference(clip.get(i), source.get(first + i));
      before += difference(clip.get(i), source.get(first + i - 1));
      after += difference(clip.get(i), source.get(first + i + 1));
    }
    assertTrue(same / frames < 3.0, "mean difference " + same / frames);
    assertTrue(same < before && same < after, same + " before " + before + " after " + after);
  }

  /** Gives the first frames, each as every seventh byte of its pixels. */
  private static List<byte[]> firstFrames(Path file, int most) {
    List<byte[]> frames = new ArrayList<>();
    try (FfmpegFrameSource source = FfmpegFrameSource.open(file)) {
      while (frames.size() < most && source.next()) {
        byte[] rgb = source.readRgb().bytes();
        byte[] thin = new byte[rgb.length / 7];
        for (int i = 0; i < thin.length; i++) {
          thin[i] = rgb[7 * i];
        }
        frames.add(thin);
      }
    }
    return frames;
  }

  private static double difference(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
    }
    return sum / one.length;
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
