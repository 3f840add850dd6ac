package org.clipmill.jobs.bench;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.sample.CoverageRadius;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.FacilityLocation;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;
import org.clipmill.core.sample.SelectionMethod;

/** Compares the ways of selecting on the ranked clips of a work folder. */
public final class SelectionComparison {
  private SelectionComparison() {}

  /** The clips, in the order of their ranks. */
  private record Clips(Points points, List<Double> scores, List<String> sources) {}

  /**
   * Runs {@code FEATURES RANKING COUNT}: folders of the two tables and how many clips to select.
   * Prints a row of a Markdown table per method: coverage radius, mean distance to the nearest
   * selected clip, mean score, how many source videos there are and the most clips of one.
   */
  public static void main(String[] arguments) {
    Clips clips;
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      clips = read(spark, Path.of(arguments[0]), Path.of(arguments[1]));
    }
    int count = Integer.parseInt(arguments[2]);
    System.out.println(count + " of " + clips.points().count() + " clips, cosine");
    for (SelectionMethod method : SelectionMethod.values()) {
      for (double weight :
          method == SelectionMethod.QUALITY_DIVERSITY
              ? new double[] {.2, .5, .8}
              : new double[] {0}) {
        List<Pick> picks =
            new DiverseSelection(method, Metric.COSINE, weight, 0)
                .pick(
                    clips.points(),
                    clips.scores().stream().mapToDouble(Double::doubleValue).toArray(),
                    count,
                    1);
        print(
            method + (weight > 0 ? " " + weight : ""),
            clips,
            picks.stream().mapToInt(Pick::index).toArray());
      }
    }
    print("the best scores", clips, best(clips, count));
    int[] first = IntStream.range(0, count).map(i -> i * clips.points().count() / count).toArray();
    print("evenly by rank", clips, first);
  }

  private static int[] best(Clips clips, int count) {
    return IntStream.range(0, clips.points().count())
        .boxed()
        .sorted((a, b) -> Double.compare(clips.scores().get(b), clips.scores().get(a)))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void print(String name, Clips clips, int[] picks) {
    double radius = CoverageRadius.of(clips.points(), Metric.COSINE, picks);
    double score = IntStream.of(picks).mapToDouble(i -> clips.scores().get(i)).average().orElse(0);
    Map<String, Integer> sources = new HashMap<>();
    IntStream.of(picks).forEach(i -> sources.merge(clips.sources().get(i), 1, Integer::sum));
    int most = sources.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %.4f | %d | %d |%n",
        name.toLowerCase(Locale.ROOT).replace('_', '-'),
        radius,
        nearness(clips, picks),
        score,
        sources.size(),
        most);
  }

  private static double nearness(Clips clips, int[] picks) {
    int[] all = IntStream.range(0, clips.points().count()).toArray();
    FacilityLocation function = new FacilityLocation(clips.points(), Metric.COSINE, all);
    double value = 0.0;
    for (int pick : picks) {
      value += function.gain(pick);
      function.add(pick);
    }
    return value;
  }

  private static Clips read(SparkSession spark, Path features, Path ranking) {
    Dataset<Row> rows =
        spark
            .read()
            .parquet(ranking.toUri().toString())
            .where("dropped IS NULL AND error IS NULL")
            .select("clip_id", "score", "rank")
            .join(
                spark.read().parquet(features.toUri().toString()).select("clip_id", "embedding"),
                "clip_id")
            .orderBy(col("rank"));
    List<float[]> vectors = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (Row row : rows.collectAsList()) {
      List<Float> values = row.getList(row.fieldIndex("embedding"));
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      vectors.add(vector);
      scores.add(row.getAs("score"));
      String id = row.getAs("clip_id");
      sources.add(id.substring(0, id.indexOf('.')));
    }
    return new Clips(Points.ofRows(vectors), scores, sources);
  }
}
