package org.clipmill.jobs.align;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.align.AlignModel;
import org.clipmill.core.align.AlignmentScore;
import org.clipmill.core.align.FrameFeatures;
import org.clipmill.core.align.QueryExpansion;
import org.clipmill.core.align.evaluate.AlignFiles;
import org.clipmill.core.align.evaluate.AlignFiles.CopiedSegment;
import org.clipmill.core.align.evaluate.EventRetrieval;
import org.clipmill.core.align.evaluate.EventVideo;
import org.clipmill.core.align.evaluate.EventVideo.Role;
import org.clipmill.core.align.evaluate.Localisation;
import org.clipmill.core.align.evaluate.OverlapRetrieval;
import org.clipmill.core.align.evaluate.PrecisionRecall;
import org.clipmill.core.align.evaluate.SegmentRetrieval;
import org.clipmill.core.align.evaluate.TimedVideo;
import org.clipmill.media.VideoProbe;
import org.clipmill.udfs.align.AlignVideos;
import org.clipmill.udfs.align.AlignVideos.Pairs;
import org.clipmill.udfs.align.AlignVideos.Reach;
import org.clipmill.udfs.align.AlignVideos.Source;
import org.clipmill.udfs.align.FeatureFile;

/** Measures an aligner on a data set; pairs of videos are spread over Spark's tasks. */
public final class AlignEvaluation {
  private static final double[] LOCALISED = {0.1, 1, 10};
  private static final List<String> VIDEO_ENDINGS = List.of(".mp4", ".flv", ".avi.mp4", ".avi");

  private final SparkSession spark;
  private final Layout layout;
  private final AlignModel model;

  /**
   * Where a data set lies.
   *
   * @param root folder of annotations and videos
   * @param features folder of the features, one file a video
   * @param rate frames per second of videos that are not at hand
   */
  public record Layout(Path root, Path features, double rate) {
    Source source(String id, double beginSeconds, double endSeconds) {
      return new Source(
          FeatureFile.find(features, id).toString(),
          rateOf(id),
          (int) (beginSeconds * FrameFeatures.RATE),
          (int) (endSeconds * FrameFeatures.RATE));
    }

    private double rateOf(String id) {
      return VIDEO_ENDINGS.stream()
          .map(ending -> root.resolve("videos").resolve(id + ending))
          .filter(Files::isRegularFile)
          .map(file -> VideoProbe.probe(file).frameRate().framesPerSecond())
          .findFirst()
          .orElse(rate);
    }
  }

  /** Works in a session. */
  public AlignEvaluation(SparkSession spark, Layout layout, AlignModel model) {
    this.spark = spark;
    this.layout = layout;
    this.model = model;
  }

  /**
   * Climbing and Madonna: how far off the offsets are, and how early overlapping videos come.
   *
   * @param videos as the annotations name them; features are found by their ids
   * @param reach in frames
   */
  public List<String> localisation(List<TimedVideo> videos, int reach) {
    List<Source> sources =
        videos.stream()
            .map(video -> layout.source(video.id(), video.beginSeconds(), video.endSeconds()))
            .toList();
    List<List<AlignmentScore>> scores =
        align(sources, sources, Pairs.LATER, new Reach(reach), QueryExpansion.NONE);
    Localisation localisation = Localisation.of(videos, scores);
    List<String> lines = new ArrayList<>();
    for (double seconds : LOCALISED) {
      lines.add(
          text("off by less than %s s\t%.2f %%", seconds, 100 * localisation.shareBelow(seconds)));
    }
    lines.add(
        text("mAP\t%.6f", OverlapRetrieval.meanAveragePrecision(videos, scores, model.mode())));
    return lines;
  }

  /** VCDB: precision and recall of segments. */
  public List<String> segments() {
    List<CopiedSegment> truth = AlignFiles.copiedSegments(layout.root().resolve("annotation"));
    List<TimedVideo> queries = AlignFiles.queries(truth);
    List<String> videos = queries.stream().map(TimedVideo::id).distinct().sorted().toList();
    List<List<AlignmentScore>> scores =
        align(
            queries.stream()
                .map(query -> layout.source(query.id(), query.beginSeconds(), query.endSeconds()))
                .toList(),
            videos.stream().map(id -> layout.source(id, 0, 0)).toList(),
            Pairs.ALL,
            new Reach(0),
            QueryExpansion.NONE);
    PrecisionRecall curve =
        PrecisionRecall.of(
            SegmentRetrieval.detections(truth, queries, videos, scores, model.mode()));
    return List.of(text("best F1\t%.6f", curve.bestF1()), text("area\t%.6f", curve.area()));
  }

  /** EVVE: mean average precision, of each event and of all queries. */
  public List<String> events(int reach, QueryExpansion expansion) {
    List<EventVideo> videos = AlignFiles.eventVideos(layout.root().resolve("annotations"));
    List<EventVideo> queries = videos.stream().filter(v -> v.role() == Role.QUERY).toList();
    List<EventVideo> database = videos.stream().filter(v -> v.role() == Role.DATABASE).toList();
    List<List<AlignmentScore>> scores =
        align(sources(queries), sources(database), Pairs.ALL, new Reach(reach), expansion);
    double[] precisions = new double[queries.size()];
    for (int q = 0; q < precisions.length; q++) {
      double[] ofQuery = scores.get(q).stream().mapToDouble(AlignmentScore::score).toArray();
      precisions[q] = EventRetrieval.averagePrecision(queries.get(q), database, ofQuery);
    }
    List<String> lines = new ArrayList<>();
    EventRetrieval.perEvent(queries, precisions)
        .forEach((event, mean) -> lines.add(text("%s\t%.6f", event, mean)));
    lines.add(text("mAP\t%.6f", Arrays.stream(precisions).average().orElse(0)));
    return lines;
  }

  private List<Source> sources(List<EventVideo> videos) {
    return videos.stream().map(video -> layout.source(video.id(), 0, 0)).toList();
  }

  /** Gives {@code [query][reference]}; as many numbers as there are pairs come to the driver. */
  private List<List<AlignmentScore>> align(
      List<Source> queries,
      List<Source> references,
      Pairs pairs,
      Reach reach,
      QueryExpansion expansion) {
    int tasks = Math.max(1, Math.min(queries.size(), spark.sparkContext().defaultParallelism()));
    List<Row> rows =
        spark
            .range(0, queries.size(), 1, tasks)
            .as(Encoders.LONG())
            .mapPartitions(
                new AlignVideos(
                    model, List.copyOf(queries), List.copyOf(references), pairs, reach, expansion),
                Encoders.row(AlignVideos.SCHEMA))
            .orderBy("query")
            .collectAsList();
    return rows.stream().map(AlignEvaluation::scores).toList();
  }

  private static List<AlignmentScore> scores(Row row) {
    List<Double> scores = row.getList(1);
    List<Integer> offsets = row.getList(2);
    return Stream.iterate(0, i -> i < scores.size(), i -> i + 1)
        .map(i -> new AlignmentScore(offsets.get(i), scores.get(i)))
        .toList();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
