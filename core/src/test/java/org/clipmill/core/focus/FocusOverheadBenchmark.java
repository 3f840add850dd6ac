package org.clipmill.core.focus;

import java.util.Arrays;
import org.clipmill.core.random.NumpyRandom;
import org.junit.jupiter.api.Test;

/**
 * What choosing costs beside decoding and scoring: scores of a video of one hour (108,000 frames)
 * lie in memory. Not part of the tests; from the root of the project:
 *
 * <pre>
 * mvn -B -ntp -pl core test -Dtest=FocusOverheadBenchmark
 * </pre>
 *
 * <p>Median, fastest and slowest of 100 runs after 100 others, wall time of one thread.
 */
final class FocusOverheadBenchmark {
  private static final int FRAMES = 108_000;
  private static final int RUNS = 100;

  private interface Way {
    FocusResult pick(NumpyRandom random);
  }

  @Test
  void printWhatChoosingCosts() {
    SimulatedVideo video = SimulatedVideo.of(SimulatedVideo.Kind.USUAL, 3600, 1);
    double[] scores = new double[FRAMES];
    Arrays.setAll(scores, video::score);
    Relevance relevance = Traces.lookedUp(scores);
    FocusTask task = video.task(64);
    FocusSettings settings = FocusSettings.usual();
    print("bandit", random -> BanditFocus.pick(task, settings, relevance, random));
    print("reference", random -> ReferenceFocus.pick(task, settings, relevance, random));
    Relevance flat = Traces.lookedUp(new double[FRAMES]);
    print("bandit, flat", random -> BanditFocus.pick(task, settings, flat, random));
  }

  private static void print(String name, Way way) {
    double[] millis = new double[RUNS];
    int scored = 0;
    for (int run = -RUNS; run < RUNS; run++) {
      long start = System.nanoTime();
      scored = way.pick(new NumpyRandom(run + RUNS)).scoredFrames();
      if (run >= 0) {
        millis[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-14s %4d scored: %.2f ms [%.2f, %.2f]%n",
        name, scored, millis[RUNS / 2], millis[0], millis[RUNS - 1]);
  }
}
