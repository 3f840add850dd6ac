package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.PickedPoints.Nearest;

/**
 * One run of farthest-point sampling that compares as little as it can, and is exact. Every point
 * has a bound: its distance to the nearest of those picks that it was compared with. Picks only
 * come nearer, so the true distance is never greater; a point need not be looked at again before
 * all bounds above its own have sunk.
 *
 * <p>Points leave a queue in batches. A batch is compared with the picks that it has missed, until
 * a point falls behind the queue. Those that do not are contenders: laid out side by side, they are
 * compared with every further pick as long as the farthest of them precedes the queue.
 *
 * <p>Lazy evaluation of farthest points is folklore, as Minoux's accelerated greedy is for
 * submodular functions (1978); the pruning by the triangle inequality is that of Gonzalez (1985)
 * and Elkan (ICML 2003).
 */
final class FarthestSearch {
  private static final int BATCH = 1024;

  private final Points points;
  private final Metric metric;
  private final int count;
  private final PickedPoints picked;
  private final Successors successors = new Successors();
  private final Bounds bounds;
  private final Contenders contenders;
  private final Crew crew;
  private final List<Pick> picks;
  private final int[] batch = new int[BATCH];
  private final int[] former = new int[BATCH];

  FarthestSearch(Points points, Metric metric, int count, Crew crew) {
    this.points = points;
    this.metric = metric;
    this.count = count;
    this.crew = crew;
    Metric.Distance distance = metric.over(points);
    picked = new PickedPoints(points, metric, distance, count);
    bounds = new Bounds(points.count(), picked, successors);
    contenders = new Contenders(bounds, () -> metric.tile(points, distance));
    picks = new ArrayList<>(count);
  }

  /** Picks, beginning with this point. */
  List<Pick> from(int first) {
    pick(first);
    crew.work(points.count(), () -> refresher(i -> i, 0.0));
    PointQueue queue = new PointQueue(bounds, points.count());
    while (picks.size() < count) {
      fillFrom(queue);
      for (int best = contenders.best();
          picks.size() < count && precedes(best, queue.first());
          best = contenders.best()) {
        pick(best);
        contenders.compare(best, picked.count() - 1);
        contenders.releaseBehind(queue.first(), point -> returnTo(queue, point));
      }
      contenders.releaseAll(point -> returnTo(queue, point));
    }
    return List.copyOf(picks);
  }

  /**
   * Gives the greatest distance of any point to the nearest of these picks, of which there is one.
   */
  double radius(int[] members) {
    for (int member : members) {
      if (!bounds.isTaken(member)) {
        bounds.take(member);
        picked.add(member);
      }
    }
    PointQueue queue = new PointQueue(bounds, points.count());
    if (queue.first() == Contenders.NONE) {
      return 0.0;
    }
    fillFrom(queue);
    return metric.shown(bounds.of(contenders.best()));
  }

  private void pick(int point) {
    picks.add(new Pick(point, metric.shown(bounds.of(point))));
    bounds.take(point);
    if (picks.size() < count) {
      picked.add(point);
    }
  }

  private boolean precedes(int point, int first) {
    return point != Contenders.NONE
        && !bounds.isTaken(point)
        && (first == Contenders.NONE || bounds.precedes(point, first));
  }

  private void returnTo(PointQueue queue, int point) {
    if (!bounds.isTaken(point)) {
      bounds.fresh(point, picked.count());
      queue.put(point);
    }
  }

  /** Takes batches out of the queue until some of one may be picked before all that remain. */
  private void fillFrom(PointQueue queue) {
    int contending = 0;
    while (contending == 0) {
      int size = 0;
      while (size < BATCH && queue.first() != Contenders.NONE) {
        batch[size] = queue.take();
        former[size] = bounds.nearest(batch[size]);
        size++;
      }
      int first = queue.first();
      double enough = first == Contenders.NONE ? 0.0 : bounds.of(first);
      crew.work(size, () -> refresher(i -> batch[i], enough));
      learn(size);
      for (int i = 0; i < size; i++) {
        if (precedes(batch[i], first)) {
          batch[contending++] = batch[i];
        } else {
          queue.put(batch[i]);
        }
      }
    }
    contenders.fill(batch, contending);
  }

  private void learn(int size) {
    int helped = 0;
    for (int i = 0; i < size; i++) {
      int latter = bounds.nearest(batch[i]);
      if (latter != former[i]) {
        helped += successors.isKnown(former[i], latter) ? 1 : 0;
      }
    }
    successors.learn(size, helped);
    for (int i = 0; i < size; i++) {
      int latter = bounds.nearest(batch[i]);
      if (latter != former[i]) {
        successors.note(former[i], latter);
      }
    }
  }

  private IntConsumer refresher(IntUnaryOperator point, double enough) {
    Nearest workspace = new Nearest();
    PointTile.Sums sums = new PointTile.Sums();
    return i -> bounds.refresh(point.applyAsInt(i), enough, workspace, sums);
  }
}
