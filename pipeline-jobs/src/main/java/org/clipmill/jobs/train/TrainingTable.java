package org.clipmill.jobs.train;

import java.util.Locale;
import java.util.Map;
import org.clipmill.core.evaluate.Estimate;
import org.clipmill.udfs.train.TrainingReport;

/** What a person reads of a {@link TrainingReport}. */
public final class TrainingTable {
  private TrainingTable() {}

  /** Gives the quality by part and by kind of clip, and what each feature is worth. */
  public static String text(TrainingReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Learned from %d clips, %d of them good: %d trees. In brackets: 95 %% intervals.",
        report.clips(),
        report.positives(),
        report.trees());
    line(text, "");
    line(text, "%-16s %5s %5s  %-22s %-22s %s", "part", "clips", "good", "accuracy", "AUC", "loss");
    for (String part : new String[] {"train", "validation", "test"}) {
      TrainingReport.PartQuality quality = report.parts().get(part);
      if (quality != null) {
        line(
            text,
            "%-16s %5d %5d  %-22s %-22s %s",
            part,
            quality.clips(),
            quality.positives(),
            shown(quality.accuracy()),
            shown(quality.auc()),
            shown(quality.logLoss()));
      }
    }
    line(text, "");
    line(text, "%-16s %5s  %-22s %s", "kind, of test", "clips", "accuracy", "mean score");
    report
        .testKinds()
        .forEach(
            (kind, quality) ->
                line(
                    text,
                    "%-16s %5d  %-22s %.3f",
                    kind,
                    quality.clips(),
                    shown(quality.accuracy()),
                    quality.meanScore()));
    line(text, "");
    line(text, "%-16s %s", "feature", "AUC lost when it is shuffled, of test");
    for (Map.Entry<String, Double> feature : report.importance().entrySet()) {
      line(text, "%-16s %.3f", feature.getKey(), feature.getValue());
    }
    return text.toString();
  }

  private static String shown(Estimate estimate) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f..%.3f)", estimate.value(), estimate.low(), estimate.high());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
