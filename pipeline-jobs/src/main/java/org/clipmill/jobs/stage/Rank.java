package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.RankClips;
import org.clipmill.udfs.RankerFile;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.ScoreClips;

/** Scores every clip with a classifier learned from people and keeps the best. */
public final class Rank implements Stage {
  @Override
  public String name() {
    return "rank";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.FEATURES, Tables.METADATA);
  }

  @Override
  public Table writes() {
    return Tables.RANKING;
  }

  /** The model counts by its content, not by its name. */
  private record Output(int keep, int perSpan) {}

  @Override
  public Record settings(PipelineConfig config) {
    return new Output(config.rank().keep(), config.rank().perSpan());
  }

  @Override
  public SortedMap<String, String> weights(Site site) {
    SortedMap<String, String> weights = new TreeMap<>();
    weights.put("ranker", ranker(site).sha256());
    return weights;
  }

  @Override
  public List<String> problems(Site site) {
    try {
      ranker(site).check();
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    Dataset<Row> scores =
        inputs
            .kept(Tables.FEATURES)
            .mapPartitions(
                new ScoreClips(ranker(inputs.site()).bytes()),
                Encoders.row(Schemas.of(Tables.RANKING)))
            .select(Tables.CLIP_ID, "score");
    Dataset<Row> places =
        inputs.kept(Tables.METADATA).select(Tables.CLIP_ID, Tables.SPAN_ID, Tables.POSITION);
    return scores
        .join(places, new String[] {Tables.CLIP_ID})
        .repartition(1)
        .sortWithinPartitions(col(Tables.POSITION))
        .mapPartitions(
            new RankClips(inputs.config().rank().perSpan(), inputs.config().rank().keep()),
            Encoders.row(Schemas.of(Tables.RANKING)));
  }

  private static RankerFile ranker(Site site) {
    return RankerFile.read(site.config().rank().model(), site.hadoop());
  }
}
