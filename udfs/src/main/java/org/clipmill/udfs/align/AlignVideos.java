package org.clipmill.udfs.align;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.align.AlignMode;
import org.clipmill.core.align.AlignModel;
import org.clipmill.core.align.Aligner;
import org.clipmill.core.align.AlignmentScore;
import org.clipmill.core.align.FrameFeatures;
import org.clipmill.core.align.HarmonicSums;
import org.clipmill.core.align.Offsets;
import org.clipmill.core.align.QueryExpansion;
import org.clipmill.core.config.ConfigException;

/**
 * Places query videos in reference videos. A task describes its queries, and reads one reference
 * after the other; with query expansion it holds the descriptions of all references.
 *
 * @param model how
 * @param queries all of them; rows name them by number
 * @param references in the order of the answers
 * @param pairs which of them are compared
 * @param reach which offsets
 * @param expansion whether to search twice; then all pairs are compared
 */
public record AlignVideos(
    AlignModel model,
    List<Source> queries,
    List<Source> references,
    Pairs pairs,
    Reach reach,
    QueryExpansion expansion)
    implements MapPartitionsFunction<Long, Row> {
  /** One row per query: its number, and score and offset for each reference. */
  public static final StructType SCHEMA =
      new StructType()
          .add("query", DataTypes.LongType)
          .add("scores", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("offsets", DataTypes.createArrayType(DataTypes.IntegerType, false));

  /** Which queries meet which references. */
  public enum Pairs {
    /** Each meets each. */
    ALL,
    /** A query meets the references that stand behind it; the others get 0. */
    LATER
  }

  /**
   * Features of a video, or of a stretch of it.
   *
   * @param file as {@link FeatureFile} reads them
   * @param rate frames per second of the video
   * @param fromFrame first frame of the stretch
   * @param toFrame after its last frame; not after the first means all
   */
  public record Source(String file, double rate, int fromFrame, int toFrame)
      implements Serializable {
    FrameFeatures read() {
      FrameFeatures all = FeatureFile.read(Path.of(file), rate);
      return fromFrame < toFrame ? all.segment(fromFrame, toFrame, rate) : all;
    }
  }

  /**
   * Which offsets are looked at, in frames of 1 / 15 s.
   *
   * @param frames from -frames to frames - 1; 0 for those at which a query starts inside the
   *     reference
   */
  public record Reach(int frames) implements Serializable {
    Offsets of(int referenceFrames) {
      return frames == 0 ? new Offsets(-referenceFrames, 0) : Offsets.within(frames);
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    List<Long> mine = new ArrayList<>();
    numbers.forEachRemaining(mine::add);
    Aligner aligner = model.aligner();
    List<HarmonicSums> described =
        mine.stream()
            .map(number -> aligner.describe(queries.get(Math.toIntExact(number)).read()))
            .toList();
    return (expansion == QueryExpansion.NONE
            ? searchedOnce(aligner, mine, described)
            : searchedTwice(aligner, mine, described))
        .iterator();
  }

  private List<Row> searchedOnce(Aligner aligner, List<Long> mine, List<HarmonicSums> described) {
    double[][] scores = new double[mine.size()][references.size()];
    int[][] offsets = new int[mine.size()][references.size()];
    Aligner.PairScorer scorer = null;
    for (int r = 0; r < references.size() && !mine.isEmpty(); r++) {
      FrameFeatures reference = references.get(r).read();
      if (scorer == null || reach.frames() == 0) {
        scorer = aligner.scorer(reach.of(reference.count()));
      }
      HarmonicSums sums = aligner.describe(reference);
      for (int q = 0; q < described.size(); q++) {
        if (pairs == Pairs.LATER && r <= mine.get(q)) {
          continue;
        }
        AlignmentScore best = best(scorer, described.get(q), sums, references.get(r));
        scores[q][r] = best.score();
        offsets[q][r] = best.offset();
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int q = 0; q < described.size(); q++) {
      rows.add(RowFactory.create(mine.get(q), scores[q], offsets[q]));
    }
    return rows;
  }

  private static AlignmentScore best(
      Aligner.PairScorer scorer, HarmonicSums query, HarmonicSums reference, Source source) {
    try {
      return scorer.curve(query, reference).best();
    } catch (IllegalArgumentException e) {
      throw new ConfigException("Cannot compare with " + source.file() + ": " + e.getMessage());
    }
  }

  private List<Row> searchedTwice(Aligner aligner, List<Long> mine, List<HarmonicSums> described) {
    List<HarmonicSums> database =
        references.stream().map(reference -> aligner.describe(reference.read())).toList();
    AlignMode mode = model.mode();
    List<Row> rows = new ArrayList<>();
    for (int q = 0; q < described.size(); q++) {
      double[] scores = expansion.search(aligner, reach.of(0), described.get(q), database, mode);
      rows.add(RowFactory.create(mine.get(q), scores, new int[scores.length]));
    }
    return rows;
  }
}
