package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.FrameRate;
import org.junit.jupiter.api.Test;

class SamplingClockTest {

  /** The numbers in the span of the frames that filtrain's clock chooses from a cut. */
  private static List<Long> chosenByFiltrain(long start, long end, double fps, long spanFrames) {
    SamplingClock clock = new FiltrainClock(start, end, fps);
    List<Long> chosen = new ArrayList<>();
    for (long frame = start; frame <= Math.min(end, spanFrames - 1); frame++) {
      if (clock.chooses(frame - start, Math.round((frame - start) * 1e6 / fps))) {
        chosen.add(frame);
      }
    }
    return chosen;
  }

  private static List<Long> chosenByTime(long periodMicros, long... timesMicros) {
    SamplingClock clock = new ClipClock(periodMicros);
    List<Long> chosen = new ArrayList<>();
    for (int i = 0; i < timesMicros.length; i++) {
      if (clock.chooses(i, timesMicros[i])) {
        chosen.add((long) i);
      }
    }
    return chosen;
  }

  private static long[] timesAt(FrameRate rate, int frames) {
    long[] times = new long[frames];
    for (int i = 0; i < frames; i++) {
      times[i] = rate.microsOfFrame(i);
    }
    return times;
  }

  private static List<Long> numbers(JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.longValue()));
    return numbers;
  }

  @Test
  void filtrainsClockChoosesWhatFiltrainSaves() {
    JsonNode cases =
        FiltrainScene.json(
            SamplingClockTest.class.getResource("/golden/filtrain/sampled_frames.json"));
    assertEquals(21, cases.size());
    for (JsonNode cut : cases) {
      assertEquals(
          numbers(cut.get("as_coded")),
          chosenByFiltrain(
              cut.get("start").longValue(),
              cut.get("end").longValue(),
              cut.get("fps").doubleValue(),
              cut.get("clip_frames").longValue()),
          cut.toString());
    }
  }

  @Test
  void filtrainsClockChoosesWhatIsInTheSharedFile() throws Exception {
    JsonNode file =
        FiltrainScene.json(SharedFiles.require("golden/supershy/split_clip.json").toUri().toURL());
    for (JsonNode run : file.get("measured_runs")) {
      if (run.get("saved_frame_indices").isNull()) {
        continue; // the whole span, which filtrain copies and never samples
      }
      long start = run.get("scene_cut").get(0).longValue();
      long end = run.get("scene_cut").get(1).longValue();
      List<Long> chosen =
          chosenByFiltrain(
              start, end, run.get("fps").doubleValue(), run.get("clip_frames").longValue());
      assertEquals(numbers(run.get("saved_frame_indices")), chosen, run.toString());
    }
    for (JsonNode rule : file.get("rule_table")) {
      long start = rule.get("start").longValue();
      long end = rule.get("end").longValue();
      double fps = rule.get("fps").doubleValue();
      assertEquals(
          numbers(rule.get("as_coded")), chosenByFiltrain(start, end, fps, end + 1), "" + rule);
    }
  }

  @Test
  void filtrainsClockNeverChoosesTheFirstAndTheLastFrame() {
    List<Long> chosen = chosenByFiltrain(1000, 1010, 25, 5000);
    assertEquals(List.of(1001L, 1002L, 1003L, 1004L, 1005L, 1006L, 1007L, 1008L, 1009L), chosen);
  }

  @Test
  void theClipClockChoosesTheFirstFrameAtOrAfterEachPeriod() {
    assertEquals(
        List.of(0L, 7L, 13L, 19L, 25L), chosenByTime(250_000, timesAt(new FrameRate(25, 1), 30)));
    assertEquals(
        List.of(0L, 8L, 15L, 23L, 30L),
        chosenByTime(250_000, timesAt(new FrameRate(30_000, 1001), 35)));
  }

  @Test
  void theClipClockChoosesEachFrameOnceWhereFramesAreFarApart() {
    assertEquals(
        List.of(0L, 1L, 3L, 4L), chosenByTime(250_000, 0, 600_000, 740_000, 750_000, 1_000_000));
  }

  @Test
  void theClipClockGivesFourFramesASecondAtAnyRate() {
    for (int fps : new int[] {5, 8, 24, 25, 30, 50, 60, 120}) {
      int chosen = chosenByTime(250_000, timesAt(new FrameRate(fps, 1), fps * 10)).size();
      assertEquals(40, chosen, fps + " frames per second");
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertEquals(
        "Was a period of 0 us; allowed: 1 or more",
        assertThrows(IllegalArgumentException.class, () -> new ClipClock(0)).getMessage());
    String message =
        assertThrows(IllegalArgumentException.class, () -> new FiltrainClock(0, 9, Double.NaN))
            .getMessage();
    assertTrue(message.startsWith("Was a cut from frame 0 at NaN frames per second"), message);
  }
}
