package org.clipmill.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

final class SqlFunctionsTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.extensions", "org.clipmill.udfs.ClipmillExtensions")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void distancesComeOutOfPlainSql() {
    assertEquals(1.0, value("cosine_distance(array(1.0, 0.0), array(0.0, 1.0))"));
    assertEquals(2.0, value("cosine_distance(array(1, 0), array(-2, 0))"));
    assertEquals(5.0, value("l2_distance(array(0.0, 0.0), array(3.0, 4.0))"));
    assertEquals(0.0, value("l2_distance(array(), array())"));
  }

  @Test
  void columnsOfFloatsWorkThroughDataFrames() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("embedding", DataTypes.createArrayType(DataTypes.FloatType));
    Dataset<Row> clips =
        spark.createDataFrame(
            List.of(
                RowFactory.create("near", new Float[] {0.5f, 0.1f}),
                RowFactory.create("far", new Float[] {-0.5f, 0.25f}),
                RowFactory.create("none", null)),
            schema);
    List<Row> rows =
        clips
            .withColumn("cosine", functions.expr("cosine_distance(embedding, array(1f, 0f))"))
            .withColumn("l2", functions.expr("l2_distance(embedding, array(1f, 0f))"))
            .orderBy(functions.col("cosine").asc_nulls_last())
            .collectAsList();
    assertEquals(List.of("near", "far", "none"), rows.stream().map(r -> r.getString(0)).toList());
    assertEquals(1 - 0.5 / Math.hypot(0.5, 0.1f), rows.get(0).getDouble(2), 1e-9);
    assertEquals(Math.hypot(1.5, 0.25), rows.get(1).getDouble(3), 1e-12);
    assertTrue(rows.get(2).isNullAt(2) && rows.get(2).isNullAt(3));
  }

  @Test
  void nullsGiveNull() {
    assertNull(value("cosine_distance(NULL, array(1.0))"));
    assertNull(value("l2_distance(array(1.0), NULL)"));
    assertNull(value("l2_distance(array(1.0, NULL), array(1.0, 2.0))"));
  }

  @Test
  void zeroVectorsFollowTheRule() {
    assertEquals(1.0, value("cosine_distance(array(0.0, 0.0), array(0.0, 1.0))"));
    assertEquals(0.0, value("cosine_distance(array(0.0, 0.0), array(0.0, 0.0))"));
    assertEquals(0.0, value("cosine_distance(array(0.1, 0.7), array(0.2, 1.4))"));
  }

  @Test
  void vectorsOfDifferentLengthsAreAnErrorThatNamesBoth() {
    for (String name : List.of("l2_distance", "cosine_distance")) {
      SparkException error =
          assertThrows(
              SparkException.class, () -> value(name + "(array(id, 1.0), array(1.0, 2.0, 3.0))"));
      assertTrue(
          messages(error).contains("Cannot compare vectors of different lengths: saw 2 and 3"),
          messages(error));
    }
  }

  @Test
  void wrongArgumentsAreFoundBeforeTheRun() {
    var tooFew = assertThrows(Exception.class, () -> value("l2_distance(array(1.0))"));
    assertTrue(
        messages(tooFew).contains("Cannot call l2_distance: saw 1 arguments, expected 2"),
        messages(tooFew));
    var noArray =
        assertThrows(AnalysisException.class, () -> value("l2_distance('a', array(1.0))"));
    assertTrue(noArray.getMessage().contains("DATATYPE_MISMATCH"), noArray.getMessage());
  }

  @Test
  void everyFunctionDescribesItself() {
    for (SqlFunction function : SqlFunctions.all()) {
      String text = describe("DESCRIBE FUNCTION EXTENDED " + function.name());
      assertTrue(text.startsWith("Function: " + function.name() + "\n"), text);
      assertTrue(text.contains("Class: org.clipmill.udfs.sql."), text);
      assertTrue(text.contains("Usage: " + function.name() + "("), text);
      assertTrue(text.contains("> SELECT " + function.name() + "("), text);
    }
    assertTrue(
        describe("DESCRIBE FUNCTION l2_distance")
            .contains("l2_distance(a, b) - Returns the Euclidean distance between two vectors"));
  }

  /**
   * RAPIDS looks for its interface in the one thing that Spark's lambda around a Java UDF holds.
   */
  @Test
  void theClassOfAFunctionCanBeFoundByRapids() throws ReflectiveOperationException {
    List<Expression> arguments = List.of(functions.lit(null).expr(), functions.lit(null).expr());
    ScalaUDF udf =
        (ScalaUDF)
            SqlFunctions.all()
                .get(0)
                .description()
                ._3()
                .apply(CollectionConverters.asScala(arguments).toSeq());
    Method writeReplace = udf.function().getClass().getDeclaredMethod("writeReplace");
    writeReplace.setAccessible(true);
    SerializedLambda lambda = (SerializedLambda) writeReplace.invoke(udf.function());
    assertEquals(1, lambda.getCapturedArgCount());
    assertEquals(CosineDistance.class, lambda.getCapturedArg(0).getClass());
  }

  private static Object value(String expression) {
    return spark.sql("SELECT " + expression + " FROM range(1)").collectAsList().get(0).get(0);
  }

  private static String describe(String statement) {
    StringBuilder text = new StringBuilder();
    spark.sql(statement).collectAsList().forEach(row -> text.append(row.getString(0)).append('\n'));
    return text.toString();
  }

  private static String messages(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = error; at != null; at = at.getCause()) {
      text.append(at.getMessage()).append('\n');
    }
    return text.toString();
  }
}
