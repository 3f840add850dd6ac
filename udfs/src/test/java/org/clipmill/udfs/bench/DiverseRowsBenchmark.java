package org.clipmill.udfs.bench;

import java.util.Locale;
import java.util.Random;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.CoverageRadius;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;
import org.clipmill.core.sample.SelectionMethod;
import org.clipmill.udfs.DiverseRows;

/** Picks farthest rows of a large dataset on Spark and compares the radius with the exact one. */
public final class DiverseRowsBenchmark {
  private static final int CLUSTERS = 1000;
  private static final double SPREAD = 0.5;
  private static final int THREADS = 2;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false));

  private DiverseRowsBenchmark() {}

  /** Makes the vector of an id: a cluster's centre and noise of its own. */
  private record VectorOf(int dimension) implements MapFunction<Long, Row> {
    @Override
    public Row call(Long id) {
      float[] vector = new float[dimension];
      fill(id, vector, 0, dimension);
      return RowFactory.create("point" + id, vector);
    }
  }

  private static void fill(long id, float[] into, int from, int dimension) {
    Random own = new Random(id * 0x9e3779b97f4a7c15L + 1);
    double uniform = own.nextDouble();
    long cluster = (long) (uniform * uniform * CLUSTERS);
    Random centre = new Random(cluster * 7919 + 17);
    for (int i = 0; i < dimension; i++) {
      into[from + i] = (float) (centre.nextGaussian() + SPREAD * own.nextGaussian());
    }
  }

  /**
   * Runs {@code POINTS DIMENSION COUNT BUCKETS OVERSAMPLING}: prints seconds on Spark, those of the
   * exact picks in one piece, and the ratio of the two radii as lengths.
   */
  public static void main(String[] arguments) {
    int points = Integer.parseInt(arguments[0]);
    int dimension = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    CoreSet.Settings settings =
        new CoreSet.Settings(Integer.parseInt(arguments[3]), Double.parseDouble(arguments[4]), 0);
    long start = System.nanoTime();
    int[] picks = onSpark(points, dimension, count, settings);
    System.out.printf(Locale.ROOT, "Spark %.1f s%n", (System.nanoTime() - start) / 1e9);
    float[] values = new float[points * dimension];
    for (int i = 0; i < points; i++) {
      fill(i, values, i * dimension, dimension);
    }
    Points all = new Points(dimension, values);
    start = System.nanoTime();
    int[] exact =
        FarthestPoint.pick(all, Metric.L2, count, 0, THREADS).stream()
            .mapToInt(Pick::index)
            .toArray();
    System.out.printf(Locale.ROOT, "exact %.1f s%n", (System.nanoTime() - start) / 1e9);
    double radius = Math.sqrt(CoverageRadius.of(all, Metric.L2, picks, THREADS));
    double least = Math.sqrt(CoverageRadius.of(all, Metric.L2, exact, THREADS));
    System.out.printf(
        Locale.ROOT, "radius %.4f, exact %.4f, ratio %.3f%n", radius, least, radius / least);
  }

  private static int[] onSpark(int points, int dimension, int count, CoreSet.Settings settings) {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + THREADS + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", settings.buckets())
            .getOrCreate()) {
      Dataset<Row> rows =
          spark
              .range(0, points, 1, settings.buckets())
              .map(new VectorOf(dimension), Encoders.row(SCHEMA));
      DiverseSelection selection = new DiverseSelection(SelectionMethod.FPS, Metric.L2, 0.0, 0);
      return DiverseRows.pick(
              rows, new DiverseRows.Columns("id", "embedding", ""), selection, count, settings)
          .select("id")
          .collectAsList()
          .stream()
          .mapToInt(row -> Integer.parseInt(row.getString(0).substring("point".length())))
          .toArray();
    }
  }
}
