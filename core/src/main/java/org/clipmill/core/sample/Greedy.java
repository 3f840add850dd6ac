package org.clipmill.core.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.clipmill.core.random.PythonRandom;

/**
 * Grows a set item by item, always by the one that adds most. For a monotone submodular function
 * the set is worth at least 1 - 1/e, some 63 %, of the best set of its size.
 *
 * <p>Source: Nemhauser, Wolsey and Fisher, "An analysis of approximations for maximizing submodular
 * set functions", Mathematical Programming 14, 1978.
 */
public final class Greedy {
  private Greedy() {}

  /**
   * One chosen item.
   *
   * @param gain what it added to the value of the set before it
   */
  public record Choice(int item, double gain) {}

  /** An item with what it was worth when the set had so many members. */
  private record Bid(int item, double gain, int members) {
    private static final Comparator<Bid> BEST_FIRST =
        Comparator.comparingDouble((Bid bid) -> -bid.gain()).thenComparingInt(Bid::item);
  }

  /**
   * Chooses the best item each time, of equal ones the first. An item is looked at again only when
   * what it was worth before would win: it cannot be worth more now.
   *
   * <p>Source: Minoux, "Accelerated greedy algorithms for maximizing submodular set functions",
   * Optimization Techniques, 1978.
   *
   * @param function its set is empty; grown afterwards
   * @param count how many; all items if there are fewer
   * @param threads at least 1, for the first look at all items; the choice does not depend on it
   * @throws IllegalArgumentException if the count is negative or there is no thread
   */
  public static List<Choice> lazy(SetFunction function, int count, int threads) {
    requireCount(count);
    double[] first = new double[function.count()];
    try (Crew crew = new Crew(threads)) {
      crew.work(first.length, () -> item -> first[item] = function.gain(item));
    }
    PriorityQueue<Bid> bids = new PriorityQueue<>(Math.max(1, first.length), Bid.BEST_FIRST);
    for (int item = 0; item < first.length; item++) {
      bids.add(new Bid(item, first[item], 0));
    }
    List<Choice> chosen = new ArrayList<>();
    while (chosen.size() < count && !bids.isEmpty()) {
      Bid best = bids.remove();
      if (best.members() == chosen.size()) {
        function.add(best.item());
        chosen.add(new Choice(best.item(), best.gain()));
      } else {
        bids.add(new Bid(best.item(), function.gain(best.item()), chosen.size()));
      }
    }
    return List.copyOf(chosen);
  }

  /**
   * Chooses each time the best of a random few, so many that the set is worth at least {@code 1 -
   * 1/e - slack} of the best one on average; the work no longer grows with the count.
   *
   * <p>Source: Mirzasoleiman, Badanidiyuru, Karbasi, Vondrak and Krause, "Lazier than lazy greedy",
   * AAAI 2015.
   *
   * @param function its set is empty; grown afterwards
   * @param count how many; all items if there are fewer
   * @param slack above 0, below 1
   * @throws IllegalArgumentException if the count is negative or the slack is out of range
   */
  public static List<Choice> stochastic(SetFunction function, int count, double slack, long seed) {
    requireCount(count);
    if (!(slack > 0 && slack < 1)) {
      throw new IllegalArgumentException("Was slack " + slack + "; allowed: above 0, below 1");
    }
    int[] left = new int[function.count()];
    for (int i = 0; i < left.length; i++) {
      left[i] = i;
    }
    int choices = Math.min(count, left.length);
    int look = (int) Math.ceil((double) left.length / Math.max(1, choices) * Math.log(1 / slack));
    PythonRandom random = new PythonRandom(seed);
    List<Choice> chosen = new ArrayList<>();
    for (int size = left.length; chosen.size() < choices; size--) {
      int best = bestOfSome(function, left, size, Math.min(look, size), random);
      chosen.add(new Choice(left[best], function.gain(left[best])));
      function.add(left[best]);
      left[best] = left[size - 1];
    }
    return List.copyOf(chosen);
  }

  /** Brings some items to the front by chance and gives the place of the best of them. */
  private static int bestOfSome(
      SetFunction function, int[] left, int size, int look, PythonRandom random) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < look; i++) {
      int from = i + random.nextBelow(size - i);
      int item = left[from];
      left[from] = left[i];
      left[i] = item;
      double gain = function.gain(item);
      if (gain > most || (gain == most && item < left[best])) {
        most = gain;
        best = i;
      }
    }
    return best;
  }

  private static void requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Was count " + count + "; allowed: 0 or more");
    }
  }
}
