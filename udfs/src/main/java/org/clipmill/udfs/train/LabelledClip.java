package org.clipmill.udfs.train;

import java.util.List;
import org.clipmill.udfs.XgboostRanker;

/**
 * A measured clip and whether it should be kept.
 *
 * @param id its name
 * @param group clips of one group are alike, such as those of one video; a group is never shared
 *     between what is learned from and what is tried on
 * @param kind what sort of clip it is, for the report
 * @param label what is known of it
 * @param features the {@link XgboostRanker#FEATURES}, NaN for a missing one
 */
public record LabelledClip(
    String id, String group, String kind, Label label, List<Double> features) {

  /** What is known of a clip. */
  public enum Label {
    /** It should not be kept. */
    BAD,
    /** It should be kept. */
    GOOD
  }

  /**
   * Checks the number of features.
   *
   * @throws IllegalArgumentException if there is not one for each column
   */
  public LabelledClip {
    features = List.copyOf(features);
    if (features.size() != XgboostRanker.FEATURES.size()) {
      throw new IllegalArgumentException(
          "Was %d features of %s; expected %s"
              .formatted(features.size(), id, XgboostRanker.FEATURES));
    }
  }

  boolean isGood() {
    return label == Label.GOOD;
  }

  double[] row() {
    return features.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
