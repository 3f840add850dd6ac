package org.clipmill.core.focus;

/**
 * Which of two faults of the original are mended: whether arms learn of the second look, and by
 * what the arms that frames are drawn from are found. Kept to compare; the mended mode that is
 * meant for use is the bandit.
 */
public enum FocusVariant {
  /** Arms know the first look only and are ranked by their upper bound: the program. */
  AS_CODED,
  /** Arms know the first look only and are ranked by their mean. */
  AS_CODED_BY_MEAN,
  /** Arms know both looks and are ranked by their bound, which favours those hardly looked at. */
  CREDITED_BY_BOUND,
  /** Arms know both looks and are ranked by their mean: the paper. */
  CREDITED_BY_MEAN;

  boolean creditsFine() {
    return this == CREDITED_BY_BOUND || this == CREDITED_BY_MEAN;
  }

  double rating(Arm arm) {
    return this == AS_CODED || this == CREDITED_BY_BOUND ? arm.bound() : arm.mean();
  }
}
