package org.clipmill.core.sample;

/**
 * Good and different at once: a weighted sum of the scores of the members, whatever else is there,
 * and of what a function of diversity says of the set.
 *
 * <p>Both parts run from 0 to about 1, so that the weight means the same for any data: the scores
 * are brought to 0..1 over all items and divided by the size that the set shall have.
 */
public final class QualityDiversity implements SetFunction {
  private final SetFunction diversity;
  private final double[] qualities;
  private final double qualityWeight;

  /**
   * Prepares an empty set.
   *
   * @param diversity with an empty set; grown together with this one
   * @param scores one for each item, the higher the better; finite. All equal: none is better.
   * @param qualityWeight 0 (diversity alone) to 1 (scores alone)
   * @param size how many members the set shall have, at least 1
   * @throws IllegalArgumentException if one of these does not hold
   */
  public QualityDiversity(SetFunction diversity, double[] scores, double qualityWeight, int size) {
    if (scores.length != diversity.count()) {
      throw new IllegalArgumentException(
          "Was " + scores.length + " scores; expected " + diversity.count());
    }
    if (!(qualityWeight >= 0 && qualityWeight <= 1) || size < 1) {
      throw new IllegalArgumentException(
          "Was weight " + qualityWeight + ", size " + size + "; allowed: 0 to 1, 1 or more");
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "Was score " + scores[i] + " of item " + i + "; expected finite numbers");
      }
      least = Math.min(least, scores[i]);
      most = Math.max(most, scores[i]);
    }
    qualities = new double[scores.length];
    for (int i = 0; i < scores.length && most > least; i++) {
      qualities[i] = (scores[i] - least) / (most - least) / size;
    }
    this.diversity = diversity;
    this.qualityWeight = qualityWeight;
  }

  @Override
  public int count() {
    return diversity.count();
  }

  @Override
  public double gain(int item) {
    return qualityWeight * qualities[item] + (1 - qualityWeight) * diversity.gain(item);
  }

  @Override
  public void add(int item) {
    diversity.add(item);
  }
}
