package org.clipmill.core.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ClipPlaceTest {
  private static final FrameRate NTSC = FrameRate.ofDecimal(29.97);
  private static final FrameRate PAL = FrameRate.ofDecimal(25);
  private static final OptionalLong OPEN = OptionalLong.empty();

  private static ClipPlace place(long start, OptionalLong end) {
    return new ClipPlace(1_000_000, 3_000_000, PAL, start, end);
  }

  private static ClipException refused(Runnable work, ClipError error) {
    ClipException problem = assertThrows(ClipException.class, work::run);
    assertEquals(error, problem.error());
    return problem;
  }

  @Test
  void aCutCountsFromTheFrameNearestToTheStartOfItsSpan() {
    ClipPlace place = place(10, OptionalLong.of(40));
    assertEquals(35, place.firstFrame(PAL));
    assertEquals(65, place.endFrame(PAL));
  }

  @Test
  void anOpenCutIsTheWholeSpanOrTheRestOfIt() {
    assertEquals(25, place(0, OPEN).firstFrame(PAL));
    assertEquals(75, place(0, OPEN).endFrame(PAL));
    assertEquals(70, place(45, OPEN).firstFrame(PAL));
    assertEquals(75, place(45, OPEN).endFrame(PAL));
  }

  @Test
  void aCutThatCountsAtAnotherRateIsTakenToTheRateOfTheVideo() {
    ClipPlace place = place(25, OptionalLong.of(50));
    assertEquals(60, place.firstFrame(NTSC));
    assertEquals(90, place.endFrame(NTSC));
  }

  @Test
  void aCutOfOneFrameStaysOneFrameInASlowerVideo() {
    ClipPlace place = place(1, OptionalLong.of(2));
    FrameRate slow = FrameRate.ofDecimal(6);
    assertEquals(6, place.firstFrame(slow));
    assertEquals(7, place.endFrame(slow));
  }

  @Test
  void anOpenCutBehindItsSpanIsABadCut() {
    ClipException problem = refused(() -> place(50, OPEN).endFrame(PAL), ClipError.BAD_CUT);
    assertEquals(
        "Cannot use a cut that starts at frame 75 of the video: its span ends at frame 75",
        problem.getMessage());
  }

  @Test
  void aCutMayEndBehindItsSpanAsAThirdOfThoseInHdvgDo() {
    assertEquals(125, place(0, OptionalLong.of(100)).endFrame(PAL));
  }

  @Test
  void aCutThatIsNoRangeOfFramesIsABadCut() {
    ClipException negative = refused(() -> place(-1, OptionalLong.of(5)), ClipError.BAD_CUT);
    assertEquals(
        "Cannot use a cut of frames [-1, 5): expected 0 <= start < end <= 1000000000, or -1 as the"
            + " end of the span",
        negative.getMessage());
    refused(() -> place(5, OptionalLong.of(5)), ClipError.BAD_CUT);
    refused(() -> place(5, OptionalLong.of(4)), ClipError.BAD_CUT);
    refused(() -> place(0, OptionalLong.of(-2)), ClipError.BAD_CUT);
    refused(() -> place(-7, OPEN), ClipError.BAD_CUT);
  }

  @Test
  void aCutBehindAllVideosIsABadCutAndNoOverflow() {
    refused(() -> place(0, OptionalLong.of(Long.MAX_VALUE)), ClipError.BAD_CUT);
    refused(() -> place(Long.MAX_VALUE - 1, OPEN), ClipError.BAD_CUT);
    ClipPlace slowest =
        new ClipPlace(0, 1, FrameRate.ofDecimal(0.001), 0, OptionalLong.of(ClipPlace.LARGEST_CUT));
    assertEquals(1_000_000_000_000_000_000L, slowest.endFrame(new FrameRate(1_000_000, 1)));
  }

  @Test
  void aSpanThatIsNoRangeOfTimesIsABadSpan() {
    ClipException reversed = refused(() -> new ClipPlace(2, 1, PAL, 0, OPEN), ClipError.BAD_SPAN);
    assertEquals(
        "Cannot use a span that starts at 2 us and ends at 1 us: the end must lie behind the start",
        reversed.getMessage());
    refused(() -> new ClipPlace(2, 2, PAL, 0, OPEN), ClipError.BAD_SPAN);
    refused(() -> new ClipPlace(-1, 2, PAL, 0, OPEN), ClipError.BAD_SPAN);
  }

  @Test
  void clipsThatMeetInTheMetadataMeetInEveryVideo() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      FrameRate stated = FrameRate.ofDecimal(random.nextDouble(1, 120));
      FrameRate video = FrameRate.ofDecimal(random.nextDouble(1, 120));
      long start = random.nextLong(10_000_000_000L);
      long middle = random.nextLong(1, 100_000);
      long end = middle + random.nextLong(1, 100_000);
      ClipPlace first = new ClipPlace(start, start + 1, stated, 0, OptionalLong.of(middle));
      ClipPlace second = new ClipPlace(start, start + 1, stated, middle, OptionalLong.of(end));
      long meeting = second.firstFrame(video);
      assertEquals(Math.max(meeting, first.firstFrame(video) + 1), first.endFrame(video));
    }
  }
}
