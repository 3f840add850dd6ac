package org.clipmill.core.align;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every video of one list against every one of another, by matrix products over blocks of pairs:
 * one product per frequency gives the coefficients of all pairs of a block, one more their curves.
 * Costs {@code 4 F d + 2 F K} multiplications a pair, for F frequencies, dimension d, K offsets.
 *
 * <p>Scores are float32, within 1e-5 of those of {@link TemporalMatchKernel#scorer}, and the same
 * on any number of threads.
 */
public final class ScoreMatrix {
  /** So many pairs a block: their coefficients and curves stay in the nearer caches. */
  private static final int BLOCK = 64;

  private final TemporalMatchKernel kernel;
  private final Offsets offsets;

  /** Prepares comparisons at these offsets. */
  public ScoreMatrix(TemporalMatchKernel kernel, Offsets offsets) {
    this.kernel = kernel;
    this.offsets = offsets;
  }

  /** Takes the curves of pairs, from several threads at once where there are several. */
  @FunctionalInterface
  public interface CurveSink {

    /**
     * Takes one curve.
     *
     * @param first which of the first list
     * @param second which of the second
     * @param scores holds the curve; is overwritten after the call
     * @param from where the score of the first offset stands
     */
    void accept(int first, int second, float[] scores, int from);
  }

  /**
   * Gives the best match of every pair, {@code [first][second]}; of equals, the smallest offset.
   *
   * @throws IllegalArgumentException if the descriptions differ in shape
   */
  public List<List<AlignmentScore>> best(List<HarmonicSums> firsts, List<HarmonicSums> seconds) {
    AlignmentScore[][] best = new AlignmentScore[firsts.size()][seconds.size()];
    scan(
        firsts,
        seconds,
        (first, second, scores, from) -> {
          int top = from;
          for (int i = from + 1; i < from + offsets.count(); i++) {
            if (scores[i] > scores[top]) {
              top = i;
            }
          }
          best[first][second] = new AlignmentScore(offsets.first() + top - from, scores[top]);
        });
    return Arrays.stream(best).map(List::of).toList();
  }

  /**
   * Computes the curve of every pair on the threads of the common pool; in a task of a larger
   * program that has but one core, on that one.
   *
   * @throws IllegalArgumentException if the descriptions differ in shape
   */
  public void scan(List<HarmonicSums> firsts, List<HarmonicSums> seconds, CurveSink sink) {
    if (firsts.isEmpty() || seconds.isEmpty()) {
      return;
    }
    firsts.forEach(firsts.get(0)::checkComparable);
    seconds.forEach(firsts.get(0)::checkComparable);
    int dimension = firsts.get(0).dimension();
    float[] table = new Waves(kernel.radians(), offsets).interleaved(kernel.factor(dimension));
    List<float[]> left = firsts.stream().map(kernel::balanced).toList();
    List<float[]> right = seconds.stream().map(kernel::balanced).toList();
    int across = (right.size() + BLOCK - 1) / BLOCK;
    int down = (left.size() + BLOCK - 1) / BLOCK;
    IntStream.range(0, across * down)
        .parallel()
        .forEach(
            block -> {
              int row = block / across * BLOCK;
              int column = block % across * BLOCK;
              new PairBlock(
                      left.subList(row, Math.min(row + BLOCK, left.size())),
                      right.subList(column, Math.min(column + BLOCK, right.size())),
                      dimension)
                  .curves(table, offsets.count(), shifted(sink, row, column));
            });
  }

  private static CurveSink shifted(CurveSink sink, int row, int column) {
    return (first, second, scores, from) -> sink.accept(row + first, column + second, scores, from);
  }
}
