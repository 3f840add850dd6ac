package org.clipmill.core.rank;

/**
 * A thing that wants a place.
 *
 * @param id its name
 * @param group what it competes within, for example the span it was cut from
 * @param score the higher the better; not NaN
 * @param position its place in the input; different for each candidate
 */
public record Candidate(String id, String group, double score, long position) {
  /**
   * Checks the score.
   *
   * @throws IllegalArgumentException if it is NaN, which has no order
   */
  public Candidate {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException(
          "Cannot rank " + id + ": saw score NaN, expected a number");
    }
  }
}
