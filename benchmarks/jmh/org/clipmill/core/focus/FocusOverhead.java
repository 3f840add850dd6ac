package org.clipmill.core.focus;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.clipmill.core.random.NumpyRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What choosing costs beside decoding and scoring: 64 keyframes of a video of one hour, 108,000
 * frames, whose scores lie in memory. {@code benchmarks/run-focus overhead} compiles and runs it.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
@State(Scope.Thread)
public class FocusOverhead {
  private static final int SECONDS = 3600;
  private static final int KEYFRAMES = 64;

  /** Like a video with events, or the same everywhere. */
  public enum Kind {
    EVENTS,
    FLAT
  }

  /** What the scores are like. */
  @Param public Kind relevance;

  private final FocusTask task =
      FocusTask.withUsualGap((int) (SECONDS * SimulatedVideo.FPS), SimulatedVideo.FPS, KEYFRAMES);
  private double[] events;
  private double[] flat;
  private long seed;

  /** Makes the scores. */
  @Setup
  public void makeScores() {
    SimulatedVideo video = SimulatedVideo.of(SimulatedVideo.Kind.USUAL, SECONDS, 1);
    events = IntStream.range(0, task.frames()).mapToDouble(video::score).toArray();
    flat = new double[task.frames()];
  }

  private double[] looked(int[] frames) {
    double[] scores = relevance == Kind.FLAT ? flat : events;
    return IntStream.of(frames).mapToDouble(frame -> scores[frame]).toArray();
  }

  /** Ours; another seed each time. */
  @Benchmark
  public FocusResult bandit() {
    return BanditFocus.pick(task, FocusSettings.usual(), this::looked, new NumpyRandom(seed++));
  }

  /** The authors' program in Java; another seed each time. */
  @Benchmark
  public FocusResult reference() {
    return ReferenceFocus.pick(task, FocusSettings.usual(), this::looked, new NumpyRandom(seed++));
  }
}
