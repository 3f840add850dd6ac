package org.clipmill.udfs;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.SelectionMethod;

/**
 * Chooses a diverse few rows of any dataset with ids and vectors, on as many machines as there are:
 * the rows are dealt into buckets by their ids, each bucket chooses its own, and the last choice is
 * made among those in one task ({@link CoreSet}). The result depends on the ids, the vectors and
 * the seed alone, not on the order or the partitions of the rows.
 */
public final class DiverseRows {
  /** The added column: order in which a row was picked, from 0. */
  public static final String PICK = "pick";

  /** The added column: distance to the picks before; null for the first. */
  public static final String DISTANCE = "distance";

  private DiverseRows() {}

  /**
   * Which columns are read.
   *
   * @param id texts, all different
   * @param vector arrays of floats or doubles, all of one length, none null
   * @param score doubles, none null; empty where the method does not look at them
   */
  public record Columns(String id, String vector, String score) implements Serializable {}

  /**
   * Picks the farthest rows, exactly: for notebooks. All vectors pass through one task.
   *
   * @param id as in {@link Columns}
   * @param vector as in {@link Columns}
   * @param metric l2, cosine, l1 or minkowski, in any case
   * @return the picked rows with all their columns, {@link #PICK} and {@link #DISTANCE}
   */
  public static Dataset<Row> farthest(
      Dataset<Row> rows, String id, String vector, String metric, int count, long seed) {
    DiverseSelection selection =
        new DiverseSelection(
            SelectionMethod.FPS, Metric.valueOf(metric.toUpperCase(Locale.ROOT)), 0.0, seed);
    return pick(
        rows, new Columns(id, vector, ""), selection, count, new CoreSet.Settings(1, 1, seed));
  }

  /**
   * Picks rows.
   *
   * @return the picked rows with all their columns, {@link #PICK} and {@link #DISTANCE}
   */
  public static Dataset<Row> pick(
      Dataset<Row> rows,
      Columns columns,
      DiverseSelection selection,
      int count,
      CoreSet.Settings settings) {
    Dataset<Row> candidates = rows;
    if (settings.buckets() > 1) {
      candidates =
          chosen(rows, columns, settings, selection, settings.picksPerBucket(count))
              .select(Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new));
    }
    CoreSet.Settings together = new CoreSet.Settings(1, 1, settings.seed());
    return chosen(candidates, columns, together, selection, count);
  }

  private static Dataset<Row> chosen(
      Dataset<Row> rows,
      Columns columns,
      CoreSet.Settings settings,
      DiverseSelection selection,
      int count) {
    StructType schema =
        rows.schema().add(PICK, DataTypes.IntegerType).add(DISTANCE, DataTypes.DoubleType);
    BucketOf bucketOf = new BucketOf(rows.schema().fieldIndex(columns.id()), settings);
    return rows.groupByKey(bucketOf, Encoders.INT())
        .flatMapGroups(new PickGroup(columns, selection, count), Encoders.row(schema));
  }

  /** Gives the bucket of a row; by position, as rows fresh from a map know no names. */
  private record BucketOf(int id, CoreSet.Settings settings) implements MapFunction<Row, Integer> {
    @Override
    public Integer call(Row row) {
      return settings.bucket(row.getString(id));
    }
  }

  /** Picks rows of one bucket, which is in memory. */
  private record PickGroup(Columns columns, DiverseSelection selection, int count)
      implements FlatMapGroupsFunction<Integer, Row, Row> {
    @Override
    public Iterator<Row> call(Integer bucket, Iterator<Row> group) {
      List<Row> rows = new ArrayList<>();
      group.forEachRemaining(rows::add);
      List<String> ids =
          rows.stream().map(row -> row.getString(row.fieldIndex(columns.id()))).toList();
      double[] scores =
          columns.score().isEmpty()
              ? new double[rows.size()]
              : SelectDiverse.scores(rows, columns.score());
      List<Pick> picks =
          selection.pickInAnyOrder(
              ids, Vectors.points(rows, columns.vector()), scores, count, SelectDiverse.threads());
      List<Row> chosen = new ArrayList<>();
      for (int i = 0; i < picks.size(); i++) {
        chosen.add(withPick(rows.get(picks.get(i).index()), i, picks.get(i).distance()));
      }
      return chosen.iterator();
    }

    private static Row withPick(Row row, int pick, double distance) {
      Object[] values = new Object[row.size() + 2];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      values[row.size()] = pick;
      values[row.size() + 1] = pick == 0 ? null : distance;
      return RowFactory.create(values);
    }
  }
}
