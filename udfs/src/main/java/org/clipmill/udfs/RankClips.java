package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.rank.Candidate;
import org.clipmill.core.rank.Fate;
import org.clipmill.core.rank.RankOrder;
import org.clipmill.core.rank.Ranked;
import org.clipmill.core.table.Tables;

/**
 * Gives scored clips their places. The one partition holds all clips: ids and scores, some 300
 * bytes a clip.
 *
 * @param perSpan how many clips of a span may stay
 * @param keep how many clips may stay in all
 */
public record RankClips(int perSpan, int keep) implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    List<Candidate> candidates = new ArrayList<>();
    while (clips.hasNext()) {
      Row clip = clips.next();
      String clipId = clip.getString(clip.fieldIndex(Tables.CLIP_ID));
      candidates.add(
          new Candidate(
              clipId,
              clip.getString(clip.fieldIndex(Tables.SPAN_ID)),
              clip.getDouble(clip.fieldIndex("score")),
              clip.getLong(clip.fieldIndex(Tables.POSITION))));
    }
    long place = 0;
    List<Row> ranking = new ArrayList<>();
    for (Ranked ranked : new RankOrder(perSpan, keep).rank(candidates)) {
      Candidate candidate = ranked.candidate();
      boolean stays = ranked.fate() == Fate.KEPT;
      ranking.add(
          TableRow.of(Tables.RANKING)
              .set(Tables.CLIP_ID, candidate.id())
              .set(Tables.SPAN_ID, candidate.group())
              .set("score", candidate.score())
              .set("rank", stays ? ++place : null)
              .set(Tables.DROPPED, stays ? null : ranked.fate().code())
              .build());
    }
    return ranking.iterator();
  }
}
