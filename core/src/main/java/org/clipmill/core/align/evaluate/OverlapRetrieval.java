package org.clipmill.core.align.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignmentScore;

/**
 * How early the videos that overlap a video come among the {@value #DEPTH} that match it best: mean
 * average precision on Madonna and Climbing.
 */
public final class OverlapRetrieval {
  private static final int DEPTH = 50;

  private OverlapRetrieval() {}

  /**
   * Gives the mean average precision.
   *
   * @param scores {@code [first][second]}, of which those with first before second are read; of
   *     equal scores the earlier video comes first
   * @param mode the original divides by the overlapping videos it found; corrected, by all there
   *     are (at most {@value #DEPTH}), and videos that overlap none are left out
   */
  public static double meanAveragePrecision(
      List<TimedVideo> videos, List<List<AlignmentScore>> scores, AlignMode mode) {
    return IntStream.range(0, videos.size())
        .filter(i -> mode == AlignMode.REFERENCE || overlapping(i, videos) > 0)
        .mapToDouble(i -> averagePrecision(i, videos, scores, mode))
        .average()
        .orElse(0.0);
  }

  private static double averagePrecision(
      int i, List<TimedVideo> videos, List<List<AlignmentScore>> scores, AlignMode mode) {
    List<Integer> found =
        IntStream.range(0, videos.size())
            .filter(j -> j != i)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    j -> 0.0 - scores.get(Math.min(i, j)).get(Math.max(i, j)).score()))
            .limit(DEPTH)
            .toList();
    List<Integer> ranks =
        IntStream.range(0, found.size())
            .filter(rank -> videos.get(i).overlaps(videos.get(found.get(rank))))
            .boxed()
            .toList();
    long relevant =
        mode == AlignMode.REFERENCE ? ranks.size() : Math.min(DEPTH, overlapping(i, videos));
    return EventRetrieval.averagePrecision(ranks, (int) relevant);
  }

  private static long overlapping(int i, List<TimedVideo> videos) {
    return IntStream.range(0, videos.size())
        .filter(j -> j != i && videos.get(i).overlaps(videos.get(j)))
        .count();
  }
}
