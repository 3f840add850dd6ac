package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructField;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.config.PipelineConfig.Dedup;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.dedup.AlikeClips;
import org.clipmill.udfs.dedup.Duplicates;

/** Parts the ranked clips into those that go on and those that show the same as a better one. */
final class NearDuplicates {
  private final Dataset<Row> judged;

  private NearDuplicates(Dataset<Row> judged) {
    this.judged = judged;
  }

  /**
   * Looks for duplicates among all ranked clips, if the settings want it. The hashes of clips that
   * were measured before are those of the features; only comparisons are made anew.
   */
  static NearDuplicates of(Inputs inputs) {
    PipelineConfig.Select settings = inputs.config().select();
    Dataset<Row> ranked = inputs.kept(Tables.RANKING).select(Tables.CLIP_ID, "score", "rank");
    if (settings.dedup() == Dedup.KEEP) {
      return new NearDuplicates(completed(ranked));
    }
    Dataset<Row> clips =
        ranked
            .join(
                inputs.kept(Tables.FEATURES).select(Tables.CLIP_ID, AlikeClips.HASH),
                Tables.CLIP_ID)
            .join(
                inputs
                    .kept(Tables.CLIPS)
                    .select(
                        col(Tables.CLIP_ID),
                        col("width").cast("long").multiply(col("height")).as("pixels")),
                Tables.CLIP_ID)
            .withColumn(
                AlikeClips.PLACE,
                row_number()
                    .over(
                        Window.orderBy(
                            col("score").desc(), col("pixels").desc(), col(Tables.CLIP_ID)))
                    .cast("long"));
    return new NearDuplicates(
        Duplicates.judged(clips, AlikeClips.pairs(clips, settings.dedupScore())).persist());
  }

  /** Gives rows with all columns of the selection; those that are not there are null. */
  static Dataset<Row> completed(Dataset<Row> rows) {
    Dataset<Row> completed = rows;
    for (StructField column : Schemas.of(Tables.SELECTION).fields()) {
      if (!List.of(rows.columns()).contains(column.name())) {
        completed = completed.withColumn(column.name(), lit(null).cast(column.dataType()));
      }
    }
    return completed;
  }

  /** Gives the clips that go on: clip_id, score and rank. */
  Dataset<Row> remaining() {
    return judged.filter(col(Tables.DROPPED).isNull()).select(Tables.CLIP_ID, "score", "rank");
  }

  /** Gives the rows of the selection for those that do not, with the clip that stays instead. */
  Dataset<Row> dropped() {
    return judged.filter(col(Tables.DROPPED).isNotNull());
  }
}
