package org.clipmill.core.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.focus.Keyframe.Origin;
import org.clipmill.core.focus.SimulatedVideo.Kind;
import org.clipmill.core.random.NumpyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BanditFocusTest {
  private static final double FPS = 25;

  @ParameterizedTest
  @CsvSource({"120, 0.73", "600, 0.50", "1800, 0.42"})
  void picksAreFarMoreRelevantThanThoseOfTheOriginalForNoMoreScores(double seconds, double least) {
    int videos = 24;
    double ours = 0;
    double original = 0;
    int scored = 0;
    int scoredByOriginal = 0;
    for (int i = 0; i < videos; i++) {
      SimulatedVideo video = SimulatedVideo.of(Kind.USUAL, seconds, 7_000_000 + i);
      List<Integer> picks = pick(video.task(64), video, i).frames();
      scored += video.asked();
      ours += video.meanTruth(picks) / videos;
      SimulatedVideo same = SimulatedVideo.of(Kind.USUAL, seconds, 7_000_000 + i);
      FocusResult reference =
          ReferenceFocus.pick(same.task(64), FocusSettings.usual(), same, new NumpyRandom(i));
      scoredByOriginal += reference.scoredFrames();
      original += same.meanTruth(reference.frames()) / videos;
    }
    assertTrue(scored <= scoredByOriginal, scored + " > " + scoredByOriginal);
    assertTrue(ours > original + 0.04, ours + " beside " + original);
    assertTrue(ours > least, "was " + ours);
  }

  @Test
  void keyFramesOfTheStreamAreAskedForInTheFirstLook() {
    SimulatedVideo video = SimulatedVideo.of(Kind.usualInGroups(150), 600, 5);
    FocusResult result = pick(video.task(64), video, 1);
    List<Integer> first = result.details().coarseSampling().frameIndices();
    assertTrue(first.stream().allMatch(frame -> frame % 150 == 0), first.toString());
    assertTrue(first.size() >= 100, "was " + first.size());
  }

  @Test
  void whereAScoreTellsMuchOtherFramesAreAskedForToo() {
    Kind brief = new Kind(6, 12, 0.5, 2, 0.08, 0.05, 0, 150);
    SimulatedVideo video = SimulatedVideo.of(brief, 120, 5);
    List<Integer> second = pick(video.task(64), video, 1).details().fineSampling().frameIndices();
    assertTrue(second.stream().anyMatch(frame -> frame % 150 > 0), second.toString());
  }

  @Test
  void videosWithRareKeyFramesAreStillSeenInEveryArm() {
    SimulatedVideo video = SimulatedVideo.of(Kind.usualInGroups(30_000), 600, 5);
    List<SamplingDetails.ArmFacts> arms =
        pick(video.task(64), video, 1).details().armsInfo().arms();
    Set<Integer> seen = new HashSet<>();
    arms.stream().filter(arm -> arm.samplesCount() > 0).forEach(arm -> seen.add(arm.armId()));
    assertTrue(seen.size() >= arms.size() - 1, seen.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "3000, 64",
    "3000, 8",
    "3000, 1",
    "751, 64",
    "300, 64",
    "100, 64",
    "64, 64",
    "50, 64",
    "7, 64",
    "2, 8",
    "1, 8",
    "1, 1",
    "9999, 500",
    "450, 4",
    "25, 3"
  })
  void asManyFramesComeBackAsAreWantedAndNoneTwice(int frames, int wanted) {
    FocusTask task = FocusTask.withUsualGap(frames, FPS, wanted);
    FocusResult result = pick(task, lookedUp(frame -> Math.sin(frame * 0.01)), 3);
    assertEquals(Math.min(frames, wanted), result.frames().size());
    assertEquals(result.frames(), result.frames().stream().distinct().sorted().toList());
    assertTrue(result.frames().get(0) >= 0);
    assertTrue(result.frames().get(result.frames().size() - 1) < frames);
    int gap = task.gapFrames();
    if ((wanted - 1L) * gap < frames) {
      for (int i = 1; i < result.frames().size(); i++) {
        int distance = result.frames().get(i) - result.frames().get(i - 1);
        assertTrue(distance >= gap, distance + " < " + gap);
      }
    }
  }

  @Test
  void aGapThatDoesNotFitIsMadeSmaller() {
    List<Integer> frames =
        pick(new FocusTask(300, FPS, 64, 1.0), lookedUp(frame -> frame), 3).frames();
    assertEquals(64, frames.size());
    for (int i = 1; i < frames.size(); i++) {
      assertTrue(frames.get(i) - frames.get(i - 1) >= 4); // 299 / 63
    }
  }

  @Test
  void nothingWantedOrNothingThereCostsNothing() {
    Relevance none =
        frames -> {
          throw new AssertionError("asked");
        };
    for (FocusTask task : List.of(new FocusTask(0, FPS, 8, 0), new FocusTask(500, FPS, 0, 0))) {
      FocusResult result = pick(task, none, 1);
      assertEquals(List.of(), result.keyframes());
      assertEquals(0, result.scoredFrames());
    }
  }

  @Test
  void flatRelevanceGivesFramesOfTheWholeVideo() {
    for (double level : new double[] {0, 0.1, 0.5, -3, 1e9}) {
      List<Integer> frames =
          pick(FocusTask.withUsualGap(18_000, 30, 64), lookedUp(frame -> level), 4).frames();
      assertEquals(64, frames.size());
      for (int part = 0; part < 8; part++) {
        int from = part * 2250;
        long inPart = frames.stream().filter(f -> f >= from && f < from + 2250).count();
        assertTrue(inPart >= 4, level + " " + frames);
      }
    }
  }

  @Test
  void onlyDifferencesOfScoresMatter() {
    SimulatedVideo video = SimulatedVideo.of(Kind.USUAL, 300, 12);
    FocusTask task = video.task(32);
    List<Integer> plain = pick(task, lookedUp(video::score), 9).frames();
    List<Integer> cosines =
        pick(task, lookedUp(frame -> 0.125 * video.score(frame) - 0.25), 9).frames();
    assertEquals(plain, cosines);
  }

  @Test
  void relevanceThatBeatsInTimeWithTheArmsIsStillFound() {
    FocusTask task = FocusTask.withUsualGap(18_000, 30, 64);
    double stride = FocusGrid.of(task, FocusSettings.usual()).stride();
    for (double period : new double[] {stride, stride / 2, stride / 3, 2 * stride, 30, 15}) {
      for (double phase : new double[] {0, 0.25, 0.5, 0.75}) {
        IntToDoubleFunction truth =
            frame -> 0.5 + 0.4 * Math.sin(2 * Math.PI * (frame / period + phase));
        double mean = mean(pick(task, lookedUp(truth), 2).frames(), truth);
        assertTrue(mean > 0.5, "period " + period + " phase " + phase + ": " + mean);
      }
    }
  }

  @Test
  void noiseWithoutMeaningDoesNotMakePicksWorseThanChance() {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] scores = random.doubles(18_000).toArray();
      sum +=
          mean(
              pick(FocusTask.withUsualGap(18_000, 30, 64), frame(scores), seed).frames(),
              at -> scores[at]);
    }
    assertTrue(sum / 10 > 0.55, "was " + sum / 10);
  }

  @Test
  void aSpikeOfOneFrameThatWasSeenIsPickedAndItsNeighboursAreSeenThrough() {
    Set<Integer> spikes = new HashSet<>();
    IntToDoubleFunction truth =
        frame -> {
          boolean isSpike = frame % 900 == 450 || spikes.contains(frame);
          return isSpike ? 0.99 : 0.01;
        };
    Relevance everyThirdAskedIsASpike =
        frames -> {
          for (int i = 0; i < frames.length; i += 3) {
            spikes.add(frames[i]);
          }
          return lookedUp(truth).scores(frames);
        };
    FocusTask task = FocusTask.withUsualGap(18_000, 30, 64);
    List<Integer> picks = pick(task, everyThirdAskedIsASpike, 6).frames();
    double uniform = mean(IntStream.range(0, 64).mapToObj(i -> i * 281).toList(), truth);
    assertTrue(mean(picks, truth) > 0.8 && uniform < 0.2, mean(picks, truth) + " " + uniform);
  }

  @Test
  void theOnlyRelevantMomentIsFoundWhereverItLies() {
    for (int centre = 100; centre < 18_000; centre += 1111) {
      int at = centre;
      IntToDoubleFunction truth =
          frame -> 0.05 + 0.9 * Math.exp(-0.5 * Math.pow((frame - at) / 150.0, 2));
      List<Integer> picks =
          pick(FocusTask.withUsualGap(18_000, 30, 8), lookedUp(truth), 2).frames();
      assertTrue(mean(picks, truth) > 0.75, centre + ": " + mean(picks, truth));
    }
  }

  @Test
  void theLastFramesBelongToAnArm() {
    FocusTask task = new FocusTask(95, 25, 4, 0); // 8 arms of 11 leave 7 frames
    FocusResult result = pick(task, lookedUp(frame -> frame >= 90 ? 1 : 0), 1);
    List<SamplingDetails.ArmFacts> arms = result.details().armsInfo().arms();
    assertEquals(94, arms.get(arms.size() - 1).endFrame());
    assertTrue(result.frames().stream().anyMatch(frame -> frame >= 90), result.toString());
  }

  @Test
  void keyframesSayWhetherTheyWereScored() {
    SimulatedVideo video = SimulatedVideo.of(Kind.USUAL, 120, 3);
    FocusResult result = pick(video.task(64), video, 3);
    Set<Integer> scored = new HashSet<>(result.details().coarseSampling().frameIndices());
    scored.addAll(result.details().fineSampling().frameIndices());
    assertEquals(scored.size(), result.scoredFrames());
    for (Keyframe keyframe : result.keyframes()) {
      boolean isScored = scored.contains(keyframe.frame());
      assertEquals(isScored ? Origin.TOP : Origin.ARM, keyframe.origin());
      if (isScored) {
        assertEquals(video.score(keyframe.frame()), keyframe.relevance());
      }
    }
  }

  @Test
  void theSameSeedGivesTheSamePicksAndAnotherOthers() {
    SimulatedVideo video = SimulatedVideo.of(Kind.USUAL, 120, 3);
    assertEquals(pick(video.task(64), video, 1), pick(video.task(64), video, 1));
    assertTrue(
        !pick(video.task(64), video, 1).frames().equals(pick(video.task(64), video, 2).frames()));
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      var error =
          assertThrows(
              ClipException.class,
              () -> pick(new FocusTask(3000, 25, 8, 0), lookedUp(frame -> wrong), 1));
      assertTrue(
          error.getMessage().endsWith(": was " + wrong + ", expected a number"),
          error.getMessage());
    }
  }

  private static FocusResult pick(FocusTask task, Relevance relevance, long seed) {
    return BanditFocus.pick(task, FocusSettings.usual(), relevance, new NumpyRandom(seed));
  }

  private static Relevance lookedUp(IntToDoubleFunction scores) {
    return frames -> IntStream.of(frames).mapToDouble(scores).toArray();
  }

  private static Relevance frame(double[] scores) {
    return lookedUp(at -> scores[at]);
  }

  private static double mean(List<Integer> frames, IntToDoubleFunction truth) {
    return frames.stream().mapToDouble(truth::applyAsDouble).average().orElse(0);
  }
}
