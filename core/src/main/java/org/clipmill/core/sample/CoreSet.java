package org.clipmill.core.sample;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.clipmill.core.random.StableSeed;
import org.clipmill.core.sample.FarthestPoint.Pick;

/**
 * Farthest-point sampling over more points than one machine holds: the points are dealt into
 * buckets, each bucket picks its own farthest points, and the final picks are made among those.
 *
 * <p>What is promised. Let {@code r} be the smallest radius with which any {@code k} points cover
 * all, in a metric that obeys the triangle inequality. A bucket that picks at least {@code k}
 * covers its points with radius at most {@code 2r}, whatever points it was dealt; the final picks
 * cover the picks of all buckets with at most {@code 2r'}, where {@code r' <= 2r} because they may
 * have to sit on picked points; so all points are covered with at most {@code 2r + 4r = 6r} at
 * worst, and {@code 4r} by the sharper count of the source below. What is added to the radius of
 * the final picks is never more than the largest radius that a bucket reached, which shrinks as
 * buckets pick more than {@code k}: {@code oversampling} buys nearness to the exact radius. For
 * squared Euclidean distances take the root first.
 *
 * <p>Which bucket a point belongs to, and its place in it, follows from its id and the seed alone:
 * neither the order of the rows nor their partitions change anything, and nobody can put all points
 * of one kind into one bucket.
 *
 * <p>Sources: Indyk, Mahabadi, Mahdian and Mirrokni, "Composable core-sets for diversity and
 * coverage maximization", PODS 2014; Malkomes, Kusner, Chen, Weinberger and Moseley, "Fast
 * distributed k-center clustering with outliers on massive data", NIPS 2015 (the factor 4).
 */
public final class CoreSet {
  private CoreSet() {}

  /**
   * How a core-set is built.
   *
   * @param buckets at least 1; with one bucket the picks are exact
   * @param oversampling how many times the wanted picks each bucket picks, at least 1
   * @param seed of the buckets and of the order in them
   */
  public record Settings(int buckets, double oversampling, long seed) implements Serializable {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if there is no bucket or less than one picks' worth
     */
    public Settings {
      if (buckets < 1 || !(oversampling >= 1 && oversampling < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Was " + buckets + " buckets, oversampling " + oversampling + "; allowed: 1 or more");
      }
    }

    /** Gives how many picks each bucket makes when so many are wanted. */
    public int picksPerBucket(int count) {
      return buckets == 1 ? count : (int) Math.min(Integer.MAX_VALUE, count * oversampling);
    }

    /** Gives the bucket of a point, from 0 on. */
    public int bucket(String id) {
      return (int) (StableSeed.of(seed, id) % buckets);
    }
  }

  /**
   * Picks among points in an order that does not depend on how they came, from the first in that
   * order on: what a bucket does, and, over what the buckets picked, what is done in the end.
   *
   * @param ids one for each point, all different
   * @return picks by index into the ids as given
   * @throws IllegalArgumentException if an id is missing or the count is negative
   */
  public static List<Pick> pick(
      List<String> ids, Points points, Metric metric, int count, long seed, int threads) {
    if (ids.size() != points.count()) {
      throw new IllegalArgumentException("Was " + ids.size() + " ids; expected " + points.count());
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    int[] order = sorted(ids, seed);
    return FarthestPoint.pickFrom(0, points.rows(order), metric, count, threads).stream()
        .map(pick -> new Pick(order[pick.index()], pick.distance()))
        .toList();
  }

  /** Gives the indices of the ids in an order that depends on the ids and the seed alone. */
  static int[] sorted(List<String> ids, long seed) {
    long[] hashes = new long[ids.size()];
    List<Integer> order = new ArrayList<>(ids.size());
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = StableSeed.of(seed, ids.get(i));
      order.add(i);
    }
    order.sort(Comparator.comparingLong((Integer i) -> hashes[i]).thenComparing(i -> ids.get(i)));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Does the whole thing on one machine, bucket after bucket.
   *
   * @return picks by index into the ids as given; as many as are wanted, or all points
   * @throws IllegalArgumentException as {@link #pick(List, Points, Metric, int, long, int)}
   */
  public static List<Pick> pick(
      List<String> ids, Points points, Metric metric, int count, Settings settings, int threads) {
    TreeMap<Integer, List<Integer>> buckets = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      buckets.computeIfAbsent(settings.bucket(ids.get(i)), key -> new ArrayList<>()).add(i);
    }
    List<Integer> union = new ArrayList<>();
    int perBucket = settings.picksPerBucket(count);
    for (List<Integer> bucket : buckets.values()) {
      for (Pick pick : among(bucket, ids, points, metric, perBucket, settings.seed(), threads)) {
        union.add(pick.index());
      }
    }
    return among(union, ids, points, metric, count, settings.seed(), threads);
  }

  private static List<Pick> among(
      List<Integer> members,
      List<String> ids,
      Points points,
      Metric metric,
      int count,
      long seed,
      int threads) {
    int[] rows = members.stream().mapToInt(Integer::intValue).toArray();
    List<String> names = members.stream().map(ids::get).toList();
    return pick(names, points.rows(rows), metric, count, seed, threads).stream()
        .map(pick -> new Pick(rows[pick.index()], pick.distance()))
        .toList();
  }
}
