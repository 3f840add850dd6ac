package org.clipmill.udfs.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.clipmill.core.evaluate.Estimate;
import org.clipmill.core.evaluate.LabelledScores;
import org.clipmill.udfs.XgboostRanker;
import org.clipmill.udfs.train.TrainingReport.KindQuality;
import org.clipmill.udfs.train.TrainingReport.PartQuality;

/** Tries a ranker, as the pipeline would use it, on clips whose label is known. */
final class Examination {
  private static final int SHUFFLES = 20;
  private static final double THRESHOLD = 0.5;

  private Examination() {}

  /**
   * Examines a ranker.
   *
   * @param trees how many it has
   * @param seed of the draws and shuffles
   */
  static TrainingReport report(XgboostRanker ranker, Parts parts, int trees, long seed) {
    Map<String, PartQuality> quality = new LinkedHashMap<>();
    quality.put("train", quality(ranker, parts.train(), seed));
    quality.put("validation", quality(ranker, parts.validation(), seed));
    quality.put("test", quality(ranker, parts.test(), seed));
    return new TrainingReport(
        quality.values().stream().mapToInt(PartQuality::clips).sum(),
        quality.values().stream().mapToInt(PartQuality::positives).sum(),
        trees,
        RankerTraining.PARAMETERS,
        quality,
        kinds(ranker, parts.test()),
        importance(ranker, parts.test(), seed));
  }

  private static PartQuality quality(XgboostRanker ranker, List<LabelledClip> part, long seed) {
    LabelledScores scores = labelled(ranker.score(rows(part)), part);
    return new PartQuality(
        scores.size(),
        scores.positives(),
        scores.estimate(LabelledScores::accuracy, seed),
        scores.estimate(LabelledScores::auc, seed),
        scores.estimate(LabelledScores::logLoss, seed));
  }

  private static Map<String, KindQuality> kinds(XgboostRanker ranker, List<LabelledClip> part) {
    Map<String, List<LabelledClip>> kinds = new TreeMap<>();
    part.forEach(clip -> kinds.computeIfAbsent(clip.kind(), kind -> new ArrayList<>()).add(clip));
    Map<String, KindQuality> quality = new TreeMap<>();
    kinds.forEach((kind, clips) -> quality.put(kind, kind(ranker, clips)));
    return quality;
  }

  private static KindQuality kind(XgboostRanker ranker, List<LabelledClip> clips) {
    double[] scores = ranker.score(rows(clips));
    double sum = 0;
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += scores[i];
      right += scores[i] >= THRESHOLD == clips.get(i).isGood() ? 1 : 0;
    }
    return new KindQuality(
        scores.length, Estimate.ofShare(right, scores.length), sum / scores.length);
  }

  private static Map<String, Double> importance(
      XgboostRanker ranker, List<LabelledClip> part, long seed) {
    double whole = labelled(ranker.score(rows(part)), part).auc();
    Map<String, Double> importance = new LinkedHashMap<>();
    Random random = new Random(seed);
    for (int column = 0; column < XgboostRanker.FEATURES.size(); column++) {
      double sum = 0;
      for (int i = 0; i < SHUFFLES; i++) {
        sum += whole - labelled(ranker.score(shuffled(part, column, random)), part).auc();
      }
      importance.put(XgboostRanker.FEATURES.get(column), sum / SHUFFLES);
    }
    return importance;
  }

  private static List<double[]> shuffled(List<LabelledClip> part, int column, Random random) {
    List<double[]> rows = rows(part);
    List<Double> values = new ArrayList<>();
    rows.forEach(row -> values.add(row[column]));
    Collections.shuffle(values, random);
    for (int i = 0; i < values.size(); i++) {
      rows.get(i)[column] = values.get(i);
    }
    return rows;
  }

  private static List<double[]> rows(List<LabelledClip> clips) {
    return clips.stream().map(LabelledClip::row).toList();
  }

  static LabelledScores labelled(double[] scores, List<LabelledClip> clips) {
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = clips.get(i).isGood();
    }
    return new LabelledScores(scores, labels);
  }
}
