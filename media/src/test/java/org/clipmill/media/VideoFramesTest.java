package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.ClipException;
import org.clipmill.media.PaintSpec.Timing;
import org.clipmill.media.paint.FrameNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VideoFramesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "plain.mp4, libopenh264, 0",
    "plain.mkv, libopenh264, 0",
    "plain.mov, libopenh264, 0",
    "old.mp4, mpeg4, 0",
    "between.mp4, mpeg4, 2",
    "between.mkv, mpeg4, 2",
    "film.ts, mpeg2video, 2",
    "film.mpg, mpeg2video, 2",
    "old.avi, mpeg4, 2",
    "web.webm, libvpx-vp9, 0"
  })
  void everyAskedFrameIsTheOneOfItsNumber(String name, String encoder, int between) {
    PaintSpec spec = Painted.small(Painted.FPS_25, 130).with(encoder, 1.0, between);
    Path file = Painted.paint(folder.resolve(name), spec);
    try (VideoFrames frames = VideoFrames.open(file)) {
      assertEquals(130, frames.count());
      assertEquals(Painted.FPS_25, frames.frameRate());
      int[] asked = {129, 3, 0, 24, 25, 26, 77, 76, 3};
      List<Integer> seen = new ArrayList<>();
      frames.read(
          asked,
          (number, picture) -> {
            assertEquals(number, FrameNumber.read(picture));
            seen.add(number);
          });
      assertEquals(List.of(0, 3, 24, 25, 26, 76, 77, 129), seen);
      frames.read(new int[0], (number, picture) -> seen.add(number));
      assertEquals(8, seen.size());
    }
  }

  @Test
  void onlyTheGroupsOfTheAskedFramesAreDecoded() {
    PaintSpec spec = Painted.small(Painted.FPS_25, 500).with("mpeg4", 2.0, 0);
    Path file = Painted.paint(folder.resolve("long.mp4"), spec);
    try (VideoFrames frames = VideoFrames.open(file)) {
      assertEquals(OptionalInt.of(100), frames.keyFrame(103, 80, 120));
      assertEquals(OptionalInt.of(150), frames.keyFrame(130, 101, 160));
      assertEquals(OptionalInt.empty(), frames.keyFrame(130, 101, 149));
      assertEquals(0, frames.decodedFrames());
      frames.read(new int[] {400}, (number, picture) -> {});
      assertEquals(1, frames.decodedFrames()); // a key frame
      frames.read(new int[] {104, 102, 250}, (number, picture) -> {});
      assertEquals(1 + 5 + 1, frames.decodedFrames());
    }
  }

  @Test
  void timesAreThoseOfTheWholeVideoAlsoWhereTheRateVaries() {
    for (String name : List.of("uneven.mp4", "uneven.mkv")) {
      Path file =
          Painted.paint(
              folder.resolve(name), Painted.small(Painted.FPS_NTSC, 70).with(Timing.UNEVEN));
      List<Long> expected = Painted.times(file);
      try (VideoFrames frames = VideoFrames.open(file)) {
        assertEquals(
            expected, IntStream.range(0, frames.count()).mapToObj(frames::timeMicros).toList());
        frames.read(
            new int[] {69, 31},
            (number, picture) -> assertEquals(number, FrameNumber.read(picture)));
      }
    }
  }

  @Test
  void turnedPicturesStandUpright() {
    Path file =
        Painted.paint(
            folder.resolve("turned.mp4"), Painted.small(Painted.FPS_25, 40).with(Rotation.RIGHT));
    try (VideoFrames frames = VideoFrames.open(file)) {
      assertEquals(96, frames.width());
      assertEquals(160, frames.height());
    }
    assertSamePixels(file, 6);
  }

  @Test
  void framesOfRealVideosEqualThoseOfTheWholeVideo() throws IOException {
    Path videos = SharedFiles.require("videos");
    List<Path> files;
    try (Stream<Path> all = Files.list(videos)) {
      files = all.filter(file -> !file.toString().endsWith(".tsv")).sorted().toList();
    }
    for (Path file : files) {
      assertSamePixels(file, Boolean.getBoolean("clipmill.thorough") ? 40 : 3);
    }
  }

  /** Compares frames that are read alone with those of one pass through the whole video. */
  private static void assertSamePixels(Path file, int count) {
    try (VideoFrames frames = VideoFrames.open(file)) {
      SplittableRandom random = new SplittableRandom(file.getFileName().toString().hashCode());
      int reach = Math.min(frames.count(), count > 3 ? Integer.MAX_VALUE : 120);
      int[] asked = random.ints(count, 0, reach).toArray();
      asked[0] = reach - 1;
      Map<Integer, Integer> seen = new HashMap<>();
      frames.read(asked, (number, picture) -> seen.put(number, Arrays.hashCode(picture.bytes())));
      assertEquals(IntStream.of(asked).distinct().count(), seen.size());
      try (FfmpegFrameSource whole = FfmpegFrameSource.open(file)) {
        for (int number = 0; !seen.isEmpty() && whole.next(); number++) {
          if (seen.containsKey(number)) {
            assertEquals(
                seen.remove(number),
                Arrays.hashCode(whole.readRgb().bytes()),
                "frame " + number + " of " + file.getFileName());
            assertEquals(whole.timeMicros(), frames.timeMicros(number), file.toString());
          }
        }
      }
      assertTrue(seen.isEmpty(), file + " has no frames " + seen.keySet());
    }
  }

  @Test
  void whatIsNoVideoOrNoFrameIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    assertThrows(ClipException.class, () -> VideoFrames.open(text));
    Path file = Painted.paint(folder.resolve("few.mp4"), Painted.small(Painted.FPS_25, 5));
    try (VideoFrames frames = VideoFrames.open(file)) {
      var error =
          assertThrows(
              IndexOutOfBoundsException.class,
              () -> frames.read(new int[] {5}, (number, picture) -> {}));
      assertEquals("Index 5 out of bounds for length 5", error.getMessage());
    }
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, numbersOf(file));
  }

  private static int[] numbersOf(Path file) {
    return Painted.numbers(file).stream().mapToInt(Integer::intValue).toArray();
  }
}
