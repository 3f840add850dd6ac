package org.clipmill.jobs.train;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.TableFolder;
import org.clipmill.jobs.run.TableStore;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.ScoreClips;
import org.clipmill.udfs.train.LabelledClip;
import org.clipmill.udfs.train.LabelledClip.Label;

/**
 * The numbers of labelled clips, from the finished tables of a work folder.
 *
 * @param clips the newest clips, for the videos that the clips are of
 * @param features the newest features
 */
public record LabelledRows(TableFolder clips, TableFolder features) {
  private static final String GROUP = "group";
  private static final int EXAMPLES = 3;

  /**
   * Finds the tables; needs no Spark.
   *
   * @throws ConfigException if one is not finished
   */
  public static LabelledRows in(TableStore store) {
    return new LabelledRows(finished(store, Tables.CLIPS), finished(store, Tables.FEATURES));
  }

  private static TableFolder finished(TableStore store, Table table) {
    return store
        .newest(table)
        .orElseThrow(
            () ->
                new ConfigException(
                    "--labels: the work folder %s has no finished table %s; first: clipmill run --to measure"
                        .formatted(store.work(), table.name())));
  }

  /**
   * Gives the labelled clips that were measured; those whose measuring failed are left out.
   *
   * @throws ConfigException if the features know nothing of some
   */
  public List<LabelledClip> read(SparkSession spark, Map<String, Label> labels) {
    Dataset<Row> ids =
        spark.createDataset(List.copyOf(labels.keySet()), Encoders.STRING()).toDF(Tables.CLIP_ID);
    Dataset<Row> videos = table(spark, clips).select(Tables.CLIP_ID, Tables.VIDEO_ID);
    // No more rows than labels, which a person has given one by one.
    List<Row> rows =
        table(spark, features)
            .join(ids, Tables.CLIP_ID)
            .join(videos, new String[] {Tables.CLIP_ID}, "left")
            .withColumn(GROUP, coalesce(col(Tables.VIDEO_ID), col(Tables.CLIP_ID)))
            .collectAsList();
    checkAllKnown(labels.keySet(), rows);
    List<LabelledClip> labelled = new ArrayList<>();
    for (Row row : rows) {
      if (row.isNullAt(row.fieldIndex(Tables.ERROR_COLUMN))) {
        labelled.add(clip(row, labels));
      }
    }
    return labelled;
  }

  private static LabelledClip clip(Row row, Map<String, Label> labels) {
    String id = row.getString(row.fieldIndex(Tables.CLIP_ID));
    Label label = Objects.requireNonNull(labels.get(id), id);
    return new LabelledClip(
        id,
        row.getString(row.fieldIndex(GROUP)),
        label == Label.GOOD ? "labelled_good" : "labelled_bad",
        label,
        Arrays.stream(ScoreClips.features(row)).boxed().toList());
  }

  private void checkAllKnown(Set<String> labelled, List<Row> rows) {
    Set<String> unknown = new HashSet<>(labelled);
    rows.forEach(row -> unknown.remove(row.getString(row.fieldIndex(Tables.CLIP_ID))));
    if (!unknown.isEmpty()) {
      List<String> examples = unknown.stream().sorted().limit(EXAMPLES).toList();
      throw new ConfigException(
          "--labels: %d of %d clips are not in the table %s, such as %s"
              .formatted(
                  unknown.size(),
                  labelled.size(),
                  features.reference(),
                  String.join(", ", examples)));
    }
  }

  private static Dataset<Row> table(SparkSession spark, TableFolder folder) {
    return spark.read().schema(Schemas.of(folder.table())).parquet(folder.rows().toString());
  }
}
