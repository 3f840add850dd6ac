package org.clipmill.core.rank;

/**
 * A candidate with its place.
 *
 * @param candidate who
 * @param rank its place among all candidates, kept or not; the best has 1
 * @param fate whether it is kept, or why not
 */
public record Ranked(Candidate candidate, int rank, Fate fate) {}
