package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;
import org.clipmill.core.sample.SelectionMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DiverseRowsTest {
  private static final int ROWS = 300;
  private static SparkSession spark;
  private static final List<String> IDS = new ArrayList<>();
  private static final List<float[]> VECTORS = new ArrayList<>();

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "3")
            .getOrCreate();
    Random random = new Random(4);
    for (int i = 0; i < ROWS; i++) {
      IDS.add("c" + i);
      VECTORS.add(new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()});
    }
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create(IDS.get(i), VECTORS.get(i), (double) i));
    }
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("id", DataTypes.StringType)
            .add("vector", DataTypes.createArrayType(DataTypes.FloatType, false))
            .add("score", DataTypes.DoubleType));
  }

  private static List<String> names(Dataset<Row> picked) {
    return picked.orderBy(DiverseRows.PICK).collectAsList().stream()
        .map(row -> row.<String>getAs("id"))
        .toList();
  }

  @Test
  void farthestRowsAreThoseOfTheCoreWhateverThePartitions() {
    List<String> expected =
        CoreSet.pick(IDS, Points.ofRows(VECTORS), Metric.COSINE, 20, 7, 1).stream()
            .map(FarthestPoint.Pick::index)
            .map(IDS::get)
            .toList();
    Dataset<Row> picked = DiverseRows.farthest(rows(), "id", "vector", "Cosine", 20, 7);
    assertEquals(expected, names(picked));
    assertEquals(
        expected,
        names(DiverseRows.farthest(rows().repartition(5), "id", "vector", "cosine", 20, 7)));
    Row first = picked.orderBy(DiverseRows.PICK).first();
    assertNull(first.getAs(DiverseRows.DISTANCE));
    assertEquals(0, first.<Integer>getAs(DiverseRows.PICK));
    assertTrue(first.schema().getFieldIndex("score").isDefined());
  }

  @Test
  void bucketsGiveWhatTheCoreGivesForTheSameBuckets() {
    CoreSet.Settings settings = new CoreSet.Settings(4, 1.5, 9);
    List<String> expected =
        CoreSet.pick(IDS, Points.ofRows(VECTORS), Metric.L2, 15, settings, 1).stream()
            .map(FarthestPoint.Pick::index)
            .map(IDS::get)
            .toList();
    DiverseSelection fps = new DiverseSelection(SelectionMethod.FPS, Metric.L2, 0, 9);
    DiverseRows.Columns columns = new DiverseRows.Columns("id", "vector", "");
    assertEquals(expected, names(DiverseRows.pick(rows(), columns, fps, 15, settings)));
    assertEquals(
        expected, names(DiverseRows.pick(rows().repartition(7), columns, fps, 15, settings)));
  }

  @Test
  void rowsFreshFromAMapAreTaken() {
    Dataset<Row> mapped =
        rows().map((MapFunction<Row, Row>) DiverseRowsTest::copied, Encoders.row(rows().schema()));
    for (CoreSet.Settings settings :
        List.of(new CoreSet.Settings(1, 1, 2), new CoreSet.Settings(3, 2, 2))) {
      DiverseSelection fps = new DiverseSelection(SelectionMethod.FPS, Metric.L2, 0, 2);
      DiverseRows.Columns columns = new DiverseRows.Columns("id", "vector", "");
      assertEquals(
          names(DiverseRows.pick(rows(), columns, fps, 10, settings)),
          names(DiverseRows.pick(mapped, columns, fps, 10, settings)));
    }
  }

  /** Gives a row that knows no names. */
  private static Row copied(Row row) {
    return RowFactory.create(row.get(0), row.get(1), row.get(2));
  }

  @Test
  void scoresCountWhereTheMethodAsksForThem() {
    DiverseSelection best =
        new DiverseSelection(SelectionMethod.QUALITY_DIVERSITY, Metric.L2, 1.0, 1);
    DiverseRows.Columns columns = new DiverseRows.Columns("id", "vector", "score");
    assertEquals(
        List.of("c299", "c298", "c297"),
        names(DiverseRows.pick(rows(), columns, best, 3, new CoreSet.Settings(3, 1, 1))));
  }

  @Test
  void vectorsThatHaveNoDistanceAreNamed() {
    Dataset<Row> mixed =
        rows()
            .withColumn("vector", functions.expr("IF(id = 'c7', array(cast(1 as float)), vector)"));
    var error =
        assertThrows(
            SparkException.class,
            () -> DiverseRows.farthest(mixed, "id", "vector", "l2", 3, 1).count());
    assertTrue(rootOf(error).getMessage().contains("of dimension"), rootOf(error).getMessage());
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
