package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.table.Tables;

/**
 * Picks clips that lie far from each other. The one partition holds all clips, in the order of
 * their rank; their embeddings must fit into memory.
 *
 * @param count how many to pick
 */
public record SelectDiverse(DiverseSelection selection, int count)
    implements MapPartitionsFunction<Row, Row> {
  /** Why a clip is filtered. */
  public static final String NOT_PICKED = "not_picked";

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    List<Row> rows = new ArrayList<>();
    clips.forEachRemaining(rows::add);
    if (rows.isEmpty()) {
      return List.<Row>of().iterator();
    }
    List<TableRow> selected = new ArrayList<>();
    for (Row row : rows) {
      selected.add(TableRow.of(Tables.SELECTION).setAllFrom(row).dropped(NOT_PICKED));
    }
    List<Pick> picks =
        selection.pick(Vectors.points(rows, "embedding"), scores(rows, "score"), count, threads());
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      selected
          .get(pick.index())
          .set("pick", i)
          .set("distance", i == 0 ? null : pick.distance())
          .set(Tables.DROPPED, null);
    }
    return selected.stream().map(TableRow::build).iterator();
  }

  /** Gives the numbers of a column of doubles; none is null. */
  static double[] scores(List<Row> rows, String column) {
    return rows.stream().mapToDouble(row -> row.getDouble(row.fieldIndex(column))).toArray();
  }

  /** Gives how many threads this task may use. */
  static int threads() {
    TaskContext task = TaskContext.get();
    return task == null ? 1 : task.cpus();
  }
}
