package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.CutResult.Failed;
import org.clipmill.media.CutResult.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClipCutterTest {
  private static final ClipCutter CUTTER = new ClipCutter(CutSettings.defaults());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "libopenh264,1.0,0,mp4,24,1",
    "libopenh264,1.0,0,mp4,30000,1001",
    "libopenh264,60,0,mp4,25,1",
    "mpeg4,1.0,2,mp4,25,1",
    "mpeg4,60,2,avi,25,1",
    "libvpx,1.0,0,webm,30000,1001",
    "libvpx-vp9,1.0,0,mkv,24,1",
    "libopenh264,1.0,0,ts,25,1",
    "libopenh264,1.0,0,flv,30,1"
  })
  void clipsHaveExactlyTheirFrames(
      String encoder, double keySeconds, int bFrames, String ending, long rate, long per) {
    FrameRate frameRate = new FrameRate(rate, per);
    PaintSpec spec = Painted.small(frameRate, 150).with(encoder, keySeconds, bFrames);
    Path video = Painted.paint(folder.resolve("a." + ending), spec);
    int[][] ranges = {{110, 131}, {0, 1}, {0, 40}, {30, 97}, {30, 97}, {149, 150}, {96, 97}};
    List<CutRequest> requests =
        Stream.of(ranges).map(range -> request(range[0], range[1])).toList();
    List<CutResult> results = CUTTER.cut(video, requests);
    for (int i = 0; i < ranges.length; i++) {
      Written clip = results.get(i).written();
      int first = ranges[i][0];
      int end = ranges[i][1];
      assertEquals(requests.get(i), clip.request());
      assertEquals(Painted.range(first, end), Painted.numbers(clip.request().target()));
      assertEquals(end - first, clip.frames());
      assertEquals(first, clip.firstFrame());
      assertEquals(end, clip.endFrame());
      Painted.assertSameMicros(frameRate.microsOfFrame(end - first), clip.durationMicros());
      Painted.assertSameMicros(frameRate.microsOfFrame(first), clip.startMicros());
    }
  }

  private int made;

  private CutRequest request(long first, long end) {
    made++;
    return new CutRequest("v.1_" + made, first, end, folder.resolve("clips/v.1_" + made + ".mp4"));
  }

  @Test
  void leapingToALateClipGivesTheSameFrames() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_NTSC, 300));
    Written clip = CUTTER.cut(video, List.of(request(200, 260))).get(0).written();
    assertEquals(Painted.range(200, 260), Painted.numbers(clip.request().target()));
  }

  @Test
  void aClipMayGoToTheEnd() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 60));
    CutRequest toTheEnd = request(50, CutRequest.TO_THE_END);
    Written clip = CUTTER.cut(video, List.of(toTheEnd)).get(0).written();
    assertEquals(60, clip.endFrame());
    assertEquals(Painted.range(50, 60), Painted.numbers(toTheEnd.target()));
  }

  @Test
  void aClipMayEndWithTheVideoIfThatIsAsked() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 60));
    Path target = folder.resolve("clip.mp4");
    CutRequest request = new CutRequest("v.1_0", 50, 63, CutRequest.ANY_SLACK, target);
    Written clip = CUTTER.cut(video, List.of(request)).get(0).written();
    assertEquals(60, clip.endFrame());
    assertEquals(Painted.range(50, 60), Painted.numbers(target));
  }

  @Test
  void framesOfAnUnevenVideoBelongToClipsByTheirTimeAndKeepIt() {
    PaintSpec spec = Painted.small(Painted.FPS_24, 48).with(PaintSpec.Timing.UNEVEN);
    Path video = Painted.paint(folder.resolve("a.mp4"), spec);
    // The mean rate is 18 per second; frame k is shown at (k + k / 3) / 24 seconds.
    Written clip = CUTTER.cut(video, List.of(request(18, 36))).get(0).written();
    List<Integer> numbers = Painted.numbers(clip.request().target());
    List<Long> sourceTimes = Painted.times(video);
    FrameRate mean = new FrameRate(18, 1);
    List<Integer> expected =
        Painted.range(0, 48).stream()
            .filter(frame -> mean.frameNearest(sourceTimes.get(frame)) >= 18)
            .filter(frame -> mean.frameNearest(sourceTimes.get(frame)) < 36)
            .toList();
    assertEquals(expected, numbers);
    List<Long> times = Painted.times(clip.request().target());
    for (int i = 0; i < times.size(); i++) {
      long sinceFirst = sourceTimes.get(expected.get(i)) - sourceTimes.get(expected.get(0));
      Painted.assertSameMicros(sinceFirst, times.get(i));
    }
  }

  @Test
  void aBadClipSpoilsNoOther() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 50));
    List<CutResult> results =
        CUTTER.cut(
            video,
            List.of(
                request(40, 60), request(10, 20), request(70, 80), request(9, 9), request(-1, 4)));
    expect(
        results.get(0),
        ClipError.BAD_CUT,
        "ends at frame 60 (2400000 us), video ends at frame 50 (2000000 us)");
    assertEquals(10, results.get(1).written().frames());
    expect(results.get(2), ClipError.BAD_CUT, "starts at frame 70 (2800000 us), video ends at");
    expect(results.get(3), ClipError.BAD_CUT, "Cannot cut clip v.1_4: was frames [9, 9)");
    expect(results.get(4), ClipError.BAD_CUT, "Cannot cut clip v.1_5: was frames [-1, 4)");
    assertEquals(List.of("v.1_2.mp4"), namesIn(folder.resolve("clips")));
  }

  @Test
  void aVideoThatCannotBeOpenedFailsAllItsClips() throws IOException {
    Path text = folder.resolve("text.mp4");
    BrokenFiles.text(text);
    for (CutResult result : CUTTER.cut(text, List.of(request(0, 5), request(5, 9)))) {
      expect(result, ClipError.NOT_A_VIDEO, "text.mp4");
    }
  }

  @Test
  void aVideoThatBreaksOffGivesItsFirstClips() throws IOException {
    Path whole = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 100));
    Path part = folder.resolve("part.mp4");
    BrokenFiles.truncate(whole, part, 0.6);
    CutRequest toTheEnd = request(30, CutRequest.TO_THE_END);
    List<CutResult> results = CUTTER.cut(part, List.of(request(0, 25), request(80, 99), toTheEnd));
    assertEquals(25, results.get(0).written().frames());
    expect(results.get(1), ClipError.DECODE_FAILED, "part.mp4 beyond");
    expect(results.get(2), ClipError.DECODE_FAILED, "part.mp4 beyond");
    assertEquals(List.of("v.1_2.mp4"), namesIn(folder.resolve("clips")));
  }

  @Test
  void oddSidesLoseOneColumnOrRow() {
    PaintSpec spec = PaintSpec.of(161, 97, Painted.FPS_25, 10).with("ffv1", 1.0, 0);
    Path video = Painted.paint(folder.resolve("a.mkv"), spec);
    Written clip = CUTTER.cut(video, List.of(request(2, 8))).get(0).written();
    assertEquals(160, clip.width());
    assertEquals(96, clip.height());
    assertEquals(Painted.range(2, 8), Painted.numbers(clip.request().target()));
  }

  @ParameterizedTest
  @CsvSource({"RIGHT", "HALF", "LEFT"})
  void turnedVideosGiveUprightClips(Rotation rotation) {
    PaintSpec spec = Painted.small(Painted.FPS_25, 3).with(rotation);
    Path video = Painted.paint(folder.resolve("a.mp4"), spec);
    Written clip = CUTTER.cut(video, List.of(request(0, 3))).get(0).written();
    VideoFacts facts = VideoProbe.probe(clip.request().target());
    assertEquals(0, facts.rotationDegrees());
    assertEquals(rotation.isQuarter() ? 96 : 160, facts.width());
    assertTrue(meanDifference(video, clip.request().target()) < 3.0);
  }

  private static double meanDifference(Path one, Path other) {
    try (FfmpegFrameSource first = FfmpegFrameSource.open(one);
        FfmpegFrameSource second = FfmpegFrameSource.open(other)) {
      assertTrue(first.next() && second.next());
      RgbFrame a = first.readRgb();
      RgbFrame b = second.readRgb();
      long sum = 0;
      for (int i = 0; i < a.bytes().length; i++) {
        sum += Math.abs((a.bytes()[i] & 0xFF) - (b.bytes()[i] & 0xFF));
      }
      return (double) sum / a.bytes().length;
    }
  }

  @Test
  void sizesAboveTheEncodersLimitSayWhichEncoder() {
    PaintSpec spec = PaintSpec.of(6000, 3600, Painted.FPS_25, 1).with("mpeg4", 1.0, 0);
    Path video = Painted.paint(folder.resolve("a.mp4"), spec);
    CutResult result = CUTTER.cut(video, List.of(request(0, 1))).get(0);
    expect(result, ClipError.ENCODE_FAILED, "6000x3600 with libopenh264");
    assertEquals(List.of(), namesIn(folder.resolve("clips")));
  }

  @Test
  void theSameClipHasTheSameBytes() throws IOException {
    PaintSpec spec = Painted.small(Painted.FPS_25, 60).with(PaintSpec.Sound.TONE);
    Path video = Painted.paint(folder.resolve("a.mp4"), spec);
    ClipCutter cutter = new ClipCutter(CutSettings.defaults().with(AudioTrack.KEEP));
    CutRequest first = request(20, 45);
    CutRequest second = request(20, 45);
    cutter.cut(video, List.of(first));
    cutter.cut(video, List.of(second, request(0, 60)));
    assertArrayEquals(Files.readAllBytes(first.target()), Files.readAllBytes(second.target()));
  }

  @Test
  void otherEncodersAndContainersWork() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_NTSC, 40));
    for (String encoder : new String[] {"mpeg4", "libvpx-vp9", "ffv1"}) {
      ClipCutter cutter = new ClipCutter(CutSettings.defaults().withEncoder(encoder));
      CutRequest request = new CutRequest("c", 11, 29, folder.resolve(encoder + ".mkv"));
      assertEquals(18, cutter.cut(video, List.of(request)).get(0).written().frames());
      assertEquals(Painted.range(11, 29), Painted.numbers(request.target()));
    }
  }

  @Test
  void twoClipsForOneTargetAreAFaultOfTheCaller() {
    CutRequest one = request(0, 1);
    CutRequest same = new CutRequest("other", 1, 2, one.target());
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> CUTTER.cut(folder.resolve("a.mp4"), List.of(one, same)));
    assertEquals("Was 2 clips for 1 targets; allowed: one each", thrown.getMessage());
  }

  private static void expect(CutResult result, ClipError error, String words) {
    ClipException thrown = assertThrows(ClipException.class, result::written);
    assertEquals(error, thrown.error(), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    assertTrue(result instanceof Failed);
  }

  private static List<String> namesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
