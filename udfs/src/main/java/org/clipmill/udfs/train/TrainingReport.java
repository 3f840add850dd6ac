package org.clipmill.udfs.train;

import java.util.Map;
import org.clipmill.core.evaluate.Estimate;

/**
 * How a ranker was learned and how good it is. Intervals hold with 95 %.
 *
 * @param clips how many clips there were
 * @param positives how many of them are good
 * @param trees how many trees the model has
 * @param parameters the settings of XGBoost
 * @param parts quality on what was learned from (train), what said when to stop (validation) and
 *     what nothing was decided by (test)
 * @param testKinds quality on the kinds of clips of the test part
 * @param importance by feature, how far the test part's area under the ROC curve falls when the
 *     values of that feature are shuffled among its clips; mean of several shuffles
 */
public record TrainingReport(
    int clips,
    int positives,
    int trees,
    Map<String, Object> parameters,
    Map<String, PartQuality> parts,
    Map<String, KindQuality> testKinds,
    Map<String, Double> importance) {

  /**
   * Quality on a part; intervals by bootstrap over clips.
   *
   * @param clips how many
   * @param positives how many of them are good
   * @param accuracy share on their side of one half
   * @param auc area under the ROC curve
   * @param logLoss mean log loss, in nats
   */
  public record PartQuality(
      int clips, int positives, Estimate accuracy, Estimate auc, Estimate logLoss) {}

  /**
   * Quality on a kind.
   *
   * @param clips how many
   * @param accuracy share on their side of one half; Wilson's interval
   * @param meanScore mean probability of a good clip
   */
  public record KindQuality(int clips, Estimate accuracy, double meanScore) {}
}
