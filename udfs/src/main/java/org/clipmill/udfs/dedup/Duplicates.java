package org.clipmill.udfs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Schemas;

/** Decides which clips stay, given those that are alike. */
public final class Duplicates {
  private Duplicates() {}

  /**
   * Judges all clips, in one task, best first: a clip that is alike to one that stays is dropped.
   * Gives rows of the table selection. Rows that stay have null in the column {@code dropped}, the
   * others say why, which clip stays, how alike they are and where.
   *
   * @param clips with the columns {@link AlikeClips#PLACE}, {@code clip_id} and what else the
   *     output takes over
   * @param pairs as {@link AlikeClips#pairs} gives them
   */
  public static Dataset<Row> judged(Dataset<Row> clips, Dataset<Row> pairs) {
    Dataset<Row> better =
        pairs
            .groupBy(col(AlikeClips.SECOND).as(AlikeClips.PLACE))
            .agg(
                collect_list(
                        struct(
                            col(AlikeClips.FIRST),
                            col(AlikeClips.SCORE),
                            col(AlikeClips.OFFSET),
                            col(AlikeClips.FORM)))
                    .as(DropDuplicates.BETTER));
    return clips
        .drop(AlikeClips.HASH)
        .join(better, clips.col(AlikeClips.PLACE).equalTo(better.col(AlikeClips.PLACE)), "left")
        .drop(better.col(AlikeClips.PLACE))
        .repartition(1)
        .sortWithinPartitions(AlikeClips.PLACE)
        .mapPartitions(new DropDuplicates(), Encoders.row(Schemas.of(Tables.SELECTION)));
  }
}
