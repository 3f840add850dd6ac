package org.clipmill.udfs.dedup;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.dedup.Likeness;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.TableRow;

/**
 * Drops every clip that is alike to a better one that stays, in favour of the likest. The one
 * partition holds all clips, best first; ids of those that stay must fit into memory.
 */
record DropDuplicates() implements MapPartitionsFunction<Row, Row> {
  /** Column: structs of {@link AlikeClips}' pair columns, one per better clip that is alike. */
  static final String BETTER = "better";

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    Map<Long, String> kept = new HashMap<>();
    return Rows.mapped(clips, clip -> judged(clip, kept));
  }

  private Row judged(Row clip, Map<Long, String> kept) {
    Row likest = null;
    int index = clip.fieldIndex(BETTER);
    List<Row> better = clip.isNullAt(index) ? List.of() : clip.getList(index);
    for (Row pair : better) {
      boolean stays = kept.containsKey(pair.<Long>getAs(AlikeClips.FIRST));
      if (stays && (likest == null || isLiker(pair, likest))) {
        likest = pair;
      }
    }
    if (likest == null) {
      kept.put(clip.getAs(AlikeClips.PLACE), clip.getAs(Tables.CLIP_ID));
      return TableRow.of(Tables.SELECTION).setAllFrom(clip).build();
    }
    return dropped(clip, likest, kept.getOrDefault(likest.<Long>getAs(AlikeClips.FIRST), ""));
  }

  /** Says whether a pair is more alike; of equals, the one with the better clip. */
  private static boolean isLiker(Row pair, Row than) {
    int order =
        Double.compare(pair.<Double>getAs(AlikeClips.SCORE), than.<Double>getAs(AlikeClips.SCORE));
    return order > 0
        || (order == 0 && pair.<Long>getAs(AlikeClips.FIRST) < than.<Long>getAs(AlikeClips.FIRST));
  }

  /** The offset of a pair is that of the better clip; here it is the dropped one's. */
  private Row dropped(Row clip, Row pair, String keptId) {
    Likeness.Form form = Likeness.Form.valueOf(pair.getAs(AlikeClips.FORM));
    return TableRow.of(Tables.SELECTION)
        .setAllFrom(clip)
        .set("duplicate_of", keptId)
        .set("duplicate_score", pair.getAs(AlikeClips.SCORE))
        .set("duplicate_offset_us", -pair.<Long>getAs(AlikeClips.OFFSET))
        .dropped(form.reason())
        .build();
  }
}
