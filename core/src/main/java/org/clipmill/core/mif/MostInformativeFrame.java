package org.clipmill.core.mif;

import java.util.List;
import java.util.Objects;

/**
 * The frame of a video that a classifier finds most typical of a class.
 *
 * @param frame its index in the video
 * @param probability what the softmax gives the class there; NaN if the classifier gave no number
 */
public record MostInformativeFrame(int frame, double probability) {

  /**
   * Finds the frame with the greatest probability of a class; of equal ones the first.
   *
   * <p>A NaN counts as greater than every number, and the first NaN is found, as with NumPy's
   * {@code argmax}: what a classifier could not judge shows, and is not passed over.
   *
   * @param logits one row per frame, at least one
   * @param label index of the class
   * @throws IllegalArgumentException if there is no frame, or a row has no such class
   */
  public static MostInformativeFrame of(List<float[]> logits, int label) {
    if (logits.isEmpty()) {
      throw new IllegalArgumentException("Was no frame; expected at least one");
    }
    MostInformativeFrame best = null;
    for (int frame = 0; frame < logits.size(); frame++) {
      float[] row = logits.get(frame);
      if (label < 0 || label >= row.length) {
        throw new IllegalArgumentException(
            "Was class " + label + "; expected 0 to " + (row.length - 1));
      }
      double probability = Softmax.of(row)[label];
      if (best == null || isGreater(probability, best.probability())) {
        best = new MostInformativeFrame(frame, probability);
      }
    }
    return Objects.requireNonNull(best);
  }

  private static boolean isGreater(double probability, double before) {
    return probability > before || (Double.isNaN(probability) && !Double.isNaN(before));
  }
}
