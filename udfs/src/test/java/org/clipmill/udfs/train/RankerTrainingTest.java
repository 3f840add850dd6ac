package org.clipmill.udfs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.udfs.XgboostRanker;
import org.clipmill.udfs.train.LabelledClip.Label;
import org.clipmill.udfs.train.TrainingReport.PartQuality;
import org.junit.jupiter.api.Test;

final class RankerTrainingTest {
  /** Clips of some videos; mean_velocity says how probable a good one is. */
  private static List<LabelledClip> clips(int count, int videos) {
    SplittableRandom random = new SplittableRandom(5);
    List<LabelledClip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Double> features = new ArrayList<>();
      for (int j = 0; j < XgboostRanker.FEATURES.size(); j++) {
        features.add(random.nextDouble());
      }
      Label label = random.nextDouble() < features.get(3) * 1.4 - 0.2 ? Label.GOOD : Label.BAD;
      clips.add(new LabelledClip("c" + i, "v" + i % videos, "any", label, features));
    }
    return clips;
  }

  @Test
  void theSameClipsGiveTheSameBytesInAnyOrder() {
    List<LabelledClip> clips = clips(400, 80);
    List<LabelledClip> shuffled = new ArrayList<>(clips);
    Collections.shuffle(shuffled, new Random(1));
    TrainedRanker once = RankerTraining.train(clips, 0);
    TrainedRanker again = RankerTraining.train(shuffled, 0);
    assertArrayEquals(once.json(), again.json());
    assertArrayEquals(once.ubj(), again.ubj());
    assertEquals(once.report(), again.report());
    assertNotEquals(once.report(), RankerTraining.train(clips, 1).report());
  }

  @Test
  void bothFormsOfTheFileScoreAlikeAndEndWithTheBestIteration() {
    List<LabelledClip> clips = clips(400, 80);
    TrainedRanker trained = RankerTraining.train(clips, 0);
    List<double[]> rows = clips.stream().map(LabelledClip::row).toList();
    try (XgboostRanker json = XgboostRanker.load(trained.json(), "json");
        XgboostRanker ubj = XgboostRanker.load(trained.ubj(), "ubj")) {
      assertArrayEquals(json.score(rows), ubj.score(rows));
    }
    String text = new String(trained.json(), java.nio.charset.StandardCharsets.UTF_8);
    String last = Integer.toString(trained.report().trees() - 1);
    assertTrue(text.contains("\"best_iteration\":\"" + last + "\""));
  }

  @Test
  void itLearnsWhatThereIsToLearnAndReportsItForEachPart() {
    TrainingReport report = RankerTraining.train(clips(1000, 200), 0).report();
    PartQuality test = report.parts().get("test");
    assertTrue(test.auc().low() > 0.6 && test.auc().high() < 0.95, test.toString());
    assertTrue(test.auc().low() < test.auc().value() && test.auc().value() < test.auc().high());
    assertEquals(1000, report.parts().values().stream().mapToInt(PartQuality::clips).sum());
    assertEquals(200, test.clips());
    assertTrue(report.importance().get("mean_velocity") > 0.1);
    assertEquals(0, report.importance().get("cos_sim"), 0.05);
  }

  @Test
  void noVideoIsInTwoParts() {
    Parts parts = Parts.of(clips(300, 30), 9);
    Set<String> groups = new HashSet<>();
    int sum = 0;
    for (List<LabelledClip> part : List.of(parts.train(), parts.validation(), parts.test())) {
      Set<String> ofPart = new HashSet<>();
      part.forEach(clip -> ofPart.add(clip.group()));
      groups.addAll(ofPart);
      sum += ofPart.size();
    }
    assertEquals(30, groups.size());
    assertEquals(30, sum);
  }

  @Test
  void tooFewVideosAreRefused() {
    ConfigException problem =
        assertThrows(ConfigException.class, () -> RankerTraining.train(clips(100, 2), 0));
    assertEquals(
        "Too few clips to learn from: saw 100 of 2 videos; expected enough that 60 %, 20 % and 20 %"
            + " of them, no video in two parts, each have good and bad ones",
        problem.getMessage());
  }

  @Test
  void aClipWithoutAllFeaturesIsRefused() {
    Exception problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LabelledClip("c", "v", "any", Label.GOOD, List.of(1.0)));
    assertEquals("Was 1 features of c; expected " + XgboostRanker.FEATURES, problem.getMessage());
  }

  @Test
  void paintedLessonsAreTheSameEachTimeAndHalfOfThemAreGood() {
    PaintedLessons painter = new PaintedLessons(MeasureMode.CORRECTED, 250_000, Optional.empty());
    List<Integer> progress = new ArrayList<>();
    List<LabelledClip> lessons = painter.make(6, 3, progress::add);
    assertEquals(List.of(1, 2, 3, 4, 5, 6), progress);
    assertEquals(3, lessons.stream().filter(LabelledClip::isGood).count());
    assertEquals(lessons, painter.make(6, 3, done -> {}));
    assertTrue(lessons.get(0).features().get(4).isNaN());
  }

  @Test
  void filtrainsNumbersCanBeLearnedFromToo() {
    PaintedLessons painter = new PaintedLessons(MeasureMode.FILTRAIN, 250_000, Optional.empty());
    LabelledClip lesson = painter.make(1, 3, done -> {}).get(0);
    assertEquals("pan", lesson.kind());
    assertTrue(lesson.features().get(3) > 0);
  }
}
