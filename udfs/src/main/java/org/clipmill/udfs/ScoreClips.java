package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    XgboostRanker ranker = XgboostRanker.load(model, "the ranker");
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> ranker.close();
      task.addTaskCompletionListener(closing);
    }
    return new Batches(clips, ranker);
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

  private static final class Batches implements Iterator<Row> {
    private final Iterator<Row> clips;
    private final XgboostRanker ranker;
    private Iterator<Row> ready = List.<Row>of().iterator();

    Batches(Iterator<Row> clips, XgboostRanker ranker) {
      this.clips = clips;
      this.ranker = ranker;
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext() && clips.hasNext()) {
        ready = score();
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.next();
    }

    private Iterator<Row> score() {
      List<Row> batch = new ArrayList<>();
      List<double[]> features = new ArrayList<>();
      while (batch.size() < ROWS_PER_CALL && clips.hasNext()) {
        Row clip = clips.next();
        batch.add(clip);
        features.add(features(clip));
      }
      double[] scores = ranker.score(features);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < scores.length; i++) {
        rows.add(
            TableRow.of(Tables.RANKING).setAllFrom(batch.get(i)).set("score", scores[i]).build());
      }
      return rows.iterator();
    }
  }
}
