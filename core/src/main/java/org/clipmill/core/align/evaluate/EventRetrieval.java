package org.clipmill.core.align.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How early videos of the same event come: mean average precision on EVVE. */
public final class EventRetrieval {
  private EventRetrieval() {}

  /**
   * Gives the average precision of one query over the whole database, of all events.
   *
   * @param scores one per video of the database; of equals the earlier video comes first
   */
  public static double averagePrecision(
      EventVideo query, List<EventVideo> database, double[] scores) {
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> 0.0 - scores[i]))
            .toList();
    List<Integer> ranks = new ArrayList<>();
    int uncounted = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      EventVideo found = database.get(order.get(rank));
      if (!found.event().equals(query.event())) {
        continue;
      }
      switch (found.judgement()) {
        case RELEVANT -> ranks.add(rank - uncounted);
        case UNCOUNTED -> uncounted++;
        case OTHER -> {}
      }
    }
    return averagePrecision(ranks, ranks.size());
  }

  /**
   * Gives the area under precision over recall by trapezoids, as EVVE's own program does.
   *
   * @param ranks of the relevant results, the best is 0; ascending
   * @param relevant how many there are to be found; 0 gives 0
   */
  public static double averagePrecision(List<Integer> ranks, int relevant) {
    double sum = 0;
    for (int found = 0; found < ranks.size(); found++) {
      int rank = ranks.get(found);
      double before = rank == 0 ? 1.0 : (double) found / rank;
      sum += (before + (found + 1.0) / (rank + 1.0)) / 2;
    }
    return relevant == 0 ? 0.0 : sum / relevant;
  }

  /** Gives the mean of the queries of each event, in order of appearance. */
  public static Map<String, Double> perEvent(List<EventVideo> queries, double[] precisions) {
    Map<String, List<Double>> grouped = new LinkedHashMap<>();
    for (int q = 0; q < precisions.length; q++) {
      grouped
          .computeIfAbsent(queries.get(q).event(), event -> new ArrayList<>())
          .add(precisions[q]);
    }
    Map<String, Double> means = new LinkedHashMap<>();
    grouped.forEach(
        (event, values) ->
            means.put(
                event, values.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    return means;
  }
}
