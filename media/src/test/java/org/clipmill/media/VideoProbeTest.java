package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VideoProbeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"24,1,50", "25,1,26", "30000,1001,61", "12,1,1", "60,1,2"})
  void constantRatesAndCountsAreExact(long numerator, long denominator, long frames) {
    FrameRate rate = new FrameRate(numerator, denominator);
    for (String name : new String[] {"a.mp4", "a.mkv", "a.mov"}) {
      Path video = Painted.paint(folder.resolve(name), Painted.small(rate, frames));
      VideoFacts facts = VideoProbe.probe(video);
      assertEquals(160, facts.width());
      assertEquals(96, facts.height());
      assertEquals("h264", facts.codec());
      assertEquals(frames, VideoProbe.countFrames(video), name);
      if (frames > 2) {
        assertEquals(rate, facts.frameRate(), name);
        long difference = rate.microsOfFrame(frames) - facts.durationMicros();
        assertTrue(Math.abs(difference) <= 1000, name + " differs by " + difference);
      }
    }
  }

  @Test
  void anUnevenVideoHasItsMeanRate() {
    PaintSpec spec = Painted.small(Painted.FPS_24, 48).with(PaintSpec.Timing.UNEVEN);
    VideoFacts facts = VideoProbe.probe(Painted.paint(folder.resolve("a.mp4"), spec));
    assertEquals(new FrameRate(18, 1), facts.frameRate());
    Painted.assertSameMicros(64_000_000 / 24, facts.durationMicros());
  }

  @Test
  void aTurnedVideoIsMeasuredUpright() {
    PaintSpec spec = Painted.small(Painted.FPS_25, 3).with(Rotation.RIGHT);
    VideoFacts facts = VideoProbe.probe(Painted.paint(folder.resolve("a.mp4"), spec));
    assertEquals(96, facts.width());
    assertEquals(160, facts.height());
    assertEquals(90, facts.rotationDegrees());
  }

  @Test
  void aBareStreamIsAsLongAsItsPictures() {
    Path video = Painted.paint(folder.resolve("a.h264"), Painted.small(Painted.FPS_25, 30));
    VideoFacts facts = VideoProbe.probe(video);
    assertEquals(1_200_000, facts.durationMicros());
    assertEquals(Painted.range(0, 30), Painted.numbers(video));
  }

  @Test
  void soundIsSeen() {
    PaintSpec spec = Painted.small(Painted.FPS_25, 30).with(PaintSpec.Sound.TONE);
    assertTrue(VideoProbe.probe(Painted.paint(folder.resolve("a.mp4"), spec)).hasAudio());
  }

  @Test
  void colonsAndForeignLettersInNamesAreNames() {
    Path video = folder.resolve("http: concat:a|b é.mp4");
    assertEquals(3, VideoProbe.countFrames(Painted.paint(video, Painted.small(Painted.FPS_25, 3))));
  }

  @Test
  void aMissingFileIsNotFound() {
    expect(folder.resolve("none.mp4"), ClipError.NOT_FOUND, "no such file");
  }

  @Test
  void textNamedMp4IsNoVideo() throws IOException {
    Path text = folder.resolve("text.mp4");
    BrokenFiles.text(text);
    expect(text, ClipError.NOT_A_VIDEO, "text.mp4 as a container of video");
  }

  @Test
  void anEmptyFileIsNoVideo() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    expect(empty, ClipError.NOT_A_VIDEO, "empty.mp4");
  }

  @Test
  void aPlaylistIsNoVideo() throws IOException {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 3));
    Path playlist = folder.resolve("list.mp4");
    Files.writeString(playlist, "ffconcat version 1.0\nfile " + video.getFileName() + "\n");
    expect(playlist, ClipError.NOT_A_VIDEO, "list.mp4");
    Files.writeString(playlist, "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\na.mp4\n");
    expect(playlist, ClipError.NOT_A_VIDEO, "list.mp4");
  }

  @Test
  void aCutOffHeadIsNoVideo() throws IOException {
    Path whole = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 30));
    Path head = folder.resolve("head.mp4");
    BrokenFiles.truncate(whole, head, 0.01);
    expect(head, ClipError.NOT_A_VIDEO, "head.mp4");
  }

  @Test
  void soundOnlyHasNoVideoStream() {
    Path sound = folder.resolve("sound.mp4");
    BrokenFiles.soundOnly(sound, 1.0);
    expect(sound, ClipError.NO_VIDEO_STREAM, "1 streams without moving pictures");
  }

  @Test
  void aVideoWithoutAGoodFrameFailsToDecode() throws IOException {
    Path whole = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 5));
    byte[] bytes = Files.readAllBytes(whole);
    int pictures = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("mdat");
    for (int i = pictures + 4; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    Path hollow = Files.write(folder.resolve("hollow.mp4"), bytes);
    expect(hollow, ClipError.DECODE_FAILED, "saw no picture before its end");
  }

  private static void expect(Path file, ClipError error, String words) {
    ClipException thrown = assertThrows(ClipException.class, () -> VideoProbe.probe(file));
    assertEquals(error, thrown.error(), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    assertTrue(thrown.getMessage().startsWith("Cannot "), thrown.getMessage());
  }
}
