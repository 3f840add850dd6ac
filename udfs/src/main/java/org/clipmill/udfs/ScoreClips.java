package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.table.Tables;

/** Gives each clip the probability that a person would keep it. */
public final class ScoreClips implements MapPartitionsFunction<Row, Row> {
  private static final int ROWS_PER_CALL = 1024;

  private final byte[] model;

  /**
   * Makes the function.
   *
   * @param model the bytes of an XGBoost model
   */
  public ScoreClips(byte[] model) {
    this.model = model;
  }

  /** Gives the columns of a row that a ranker reads, in its order; NaN for a missing one. */
  public static double[] features(Row clip) {
    double[] features = new double[XgboostRanker.FEATURES.size()];
    for (int i = 0; i < features.length; i++) {
      int column = clip.fieldIndex(XgboostRanker.FEATURES.get(i));
      features[i] = clip.isNullAt(column) ? Double.NaN : clip.getDouble(column);
    }
    return features;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    XgboostRanker ranker = XgboostRanker.load(model, "the ranker");
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> ranker.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.mappedBatches(clips, ROWS_PER_CALL, batch -> scored(batch, ranker));
  }

  private static List<Row> scored(List<Row> clips, XgboostRanker ranker) {
    double[] scores = ranker.score(clips.stream().map(ScoreClips::features).toList());
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(
          TableRow.of(Tables.RANKING).setAllFrom(clips.get(i)).set("score", scores[i]).build());
    }
    return rows;
  }
}
