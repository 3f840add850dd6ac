package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;
import org.clipmill.core.table.Tables;

/**
 * Picks clips that lie far from each other. The one partition holds all clips, in the order of
 * their rank; their embeddings must fit into memory.
 *
 * @param metric distance between embeddings
 * @param count how many to pick
 * @param seed of the first pick
 */
public record SelectDiverse(Metric metric, int count, long seed)
    implements MapPartitionsFunction<Row, Row> {
  /** Why a clip is filtered. */
  public static final String NOT_PICKED = "not_picked";

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    List<Row> rows = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    while (clips.hasNext()) {
      Row clip = clips.next();
      rows.add(clip);
      embeddings.add(embedding(clip));
    }
    if (rows.isEmpty()) {
      return List.<Row>of().iterator();
    }
    List<TableRow> selection = new ArrayList<>();
    for (Row row : rows) {
      selection.add(TableRow.of(Tables.SELECTION).setAllFrom(row).dropped(NOT_PICKED));
    }
    List<FarthestPoint.Pick> picks =
        FarthestPoint.pick(Points.ofRows(embeddings), metric, Math.min(count, rows.size()), seed);
    for (int i = 0; i < picks.size(); i++) {
      FarthestPoint.Pick pick = picks.get(i);
      selection
          .get(pick.index())
          .set("pick", i)
          .set("distance", i == 0 ? null : pick.distance())
          .set(Tables.DROPPED, null);
    }
    return selection.stream().map(TableRow::build).iterator();
  }

  private static float[] embedding(Row clip) {
    List<Float> values = clip.getList(clip.fieldIndex("embedding"));
    float[] embedding = new float[values.size()];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = values.get(i);
    }
    return embedding;
  }
}
