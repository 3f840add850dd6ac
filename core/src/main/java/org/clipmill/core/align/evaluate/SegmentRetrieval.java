package org.clipmill.core.align.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignmentScore;
import org.clipmill.core.align.evaluate.AlignFiles.CopiedSegment;
import org.clipmill.core.align.evaluate.PrecisionRecall.Detection;

/**
 * Whether segments are found in other videos, and where: VCDB. Every query segment is placed in
 * every other video; it is right if an annotated pair meets both the query and the place.
 */
public final class SegmentRetrieval {
  private SegmentRetrieval() {}

  /**
   * Judges the best place of every query in every video but its own.
   *
   * <p>A copy that was placed wrongly is a wrong detection and a miss. The original exchanges the
   * labels of the two: it calls the wrong place right and the miss, at score 0, wrong.
   *
   * @param videos ids of the videos that are searched
   * @param scores {@code [query][video]}; those of a query's own video are not read
   * @param mode whose labels
   */
  public static List<Detection> detections(
      List<CopiedSegment> truth,
      List<TimedVideo> queries,
      List<String> videos,
      List<List<AlignmentScore>> scores,
      AlignMode mode) {
    List<Detection> detections = new ArrayList<>();
    for (int q = 0; q < queries.size(); q++) {
      for (int v = 0; v < videos.size(); v++) {
        if (!videos.get(v).equals(queries.get(q).id())) {
          judge(truth, queries.get(q), videos.get(v), scores.get(q).get(v), mode, detections);
        }
      }
    }
    return List.copyOf(detections);
  }

  private static void judge(
      List<CopiedSegment> truth,
      TimedVideo query,
      String video,
      AlignmentScore score,
      AlignMode mode,
      List<Detection> detections) {
    Hundredths asked = Hundredths.between(query.beginSeconds(), query.endSeconds());
    double start = -score.offsetSeconds();
    Hundredths found = Hundredths.between(start, start + query.endSeconds() - query.beginSeconds());
    boolean isRight = false;
    boolean isCopied = false;
    for (CopiedSegment pair : truth) {
      boolean forwards = pair.first().id().equals(query.id()) && pair.second().id().equals(video);
      boolean backwards = pair.second().id().equals(query.id()) && pair.first().id().equals(video);
      if (forwards || backwards) {
        TimedVideo mine = forwards ? pair.first() : pair.second();
        TimedVideo other = forwards ? pair.second() : pair.first();
        boolean meets = asked.meet(Hundredths.between(mine.beginSeconds(), mine.endSeconds()));
        isCopied |= meets;
        isRight |=
            meets && found.meet(Hundredths.between(other.beginSeconds(), other.endSeconds()));
      }
    }
    boolean isMissed = isCopied && !isRight;
    boolean isExchanged = isMissed && mode == AlignMode.REFERENCE;
    detections.add(new Detection(score.score(), isRight || isExchanged));
    if (isMissed) {
      detections.add(new Detection(0.0, !isExchanged));
    }
  }
}
