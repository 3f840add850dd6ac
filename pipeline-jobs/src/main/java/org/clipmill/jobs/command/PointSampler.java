package org.clipmill.jobs.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.CoverageRadius;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.sample.EvfrFarthestPoint;
import org.clipmill.core.sample.FarthestPoint.Pick;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.SelectionMethod;
import org.clipmill.jobs.command.SampleCommand.Method;
import org.clipmill.jobs.sample.PickWriter;
import org.clipmill.jobs.sample.PointReader;
import org.clipmill.jobs.sample.PointSet;

/** Samples points of files, on this machine. */
final class PointSampler {
  private static final double NANOS = 1e9;

  private final Sampling sampling;
  private final PointOptions options;

  PointSampler(Sampling sampling, PointOptions options) {
    this.sampling = sampling;
    this.options = options;
  }

  void run(Method method) {
    check(method);
    PointSet points = read();
    long start = System.nanoTime();
    List<Pick> picks = pick(method, points);
    double seconds = (System.nanoTime() - start) / NANOS;
    PickWriter.write(sampling.out(), picks, points);
    sampling
        .console()
        .printf(
            Locale.ROOT,
            "%d of %d points of %d numbers in %.2f s%n",
            picks.size(),
            points.points().count(),
            points.points().dimension(),
            seconds);
    if (!picks.isEmpty()) {
      int[] indices = picks.stream().mapToInt(Pick::index).toArray();
      sampling
          .console()
          .println(
              "Coverage radius "
                  + CoverageRadius.of(points.points(), options.metric, indices, options.threads));
    }
    sampling.console().println("Picks " + sampling.out());
    sampling.console().flush();
  }

  private void check(Method method) {
    List<String> problems = new ArrayList<>();
    require(!options.inputs.isEmpty(), "--input: name at least one file of vectors", problems);
    Integer count = options.count;
    require(
        count != null && count >= 1,
        "--k: was " + (count == null ? "not there" : count) + "; allowed: 1 or more",
        problems);
    require(
        sampling.seed() >= 0, "--seed: was " + sampling.seed() + "; allowed: 0 or more", problems);
    require(
        options.threads >= 1,
        "--threads: was " + options.threads + "; allowed: 1 or more",
        problems);
    require(
        options.buckets >= 1,
        "--buckets: was " + options.buckets + "; allowed: 1 or more",
        problems);
    require(
        options.oversampling >= 1,
        "--oversampling: was " + options.oversampling + "; allowed: 1 or more",
        problems);
    require(
        options.qualityWeight >= 0 && options.qualityWeight <= 1,
        "--quality-weight: was " + options.qualityWeight + "; allowed: 0 to 1",
        problems);
    require(
        method != Method.QUALITY_DIVERSITY || options.scores != null,
        "--scores: quality-diversity needs to know which array or column holds the scores",
        problems);
    require(
        options.buckets == 1 || method == Method.FPS,
        "--buckets: goes with --method fps alone",
        problems);
    boolean isReferred = options.metric == Metric.L2 || options.metric == Metric.COSINE;
    require(
        options.isReference == null || (method == Method.FPS && isReferred),
        "--reference: goes with --method fps and --metric l2 or cosine alone",
        problems);
    PickWriter.problem(sampling.out()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void require(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private PointSet read() {
    List<SparkSession> opened = new ArrayList<>();
    Supplier<SparkSession> spark =
        () -> {
          if (opened.isEmpty()) {
            opened.add(Sessions.open(sampling.settings().master()));
          }
          return opened.get(0);
        };
    try {
      return new PointReader(options.key, options.namesKey(), options.scoresKey())
          .read(options.inputs, spark);
    } finally {
      opened.forEach(SparkSession::close);
    }
  }

  private List<Pick> pick(Method method, PointSet set) {
    int count = options.count == null ? 0 : options.count;
    if (options.isReference != null) {
      int[] indices = EvfrFarthestPoint.pick(set.points(), options.metric, count, sampling.seed());
      return Arrays.stream(indices).mapToObj(i -> new Pick(i, Double.NaN)).toList();
    }
    SelectionMethod chosen = SelectionMethod.valueOf(method.name());
    DiverseSelection selection =
        new DiverseSelection(chosen, options.metric, options.qualityWeight, sampling.seed());
    double[] scores =
        set.scores()
            .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
            .orElseGet(() -> new double[set.points().count()]);
    if (options.buckets == 1) {
      return selection.pick(set.points(), scores, count, options.threads);
    }
    List<String> ids = IntStream.range(0, set.points().count()).mapToObj(i -> set.name(i)).toList();
    CoreSet.Settings settings =
        new CoreSet.Settings(options.buckets, options.oversampling, sampling.seed());
    return CoreSet.pick(ids, set.points(), options.metric, count, settings, options.threads);
  }
}
