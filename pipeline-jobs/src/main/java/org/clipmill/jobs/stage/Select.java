package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.EncoderChoice;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.SelectDiverse;

/** Picks a diverse few out of the best clips. */
public final class Select implements Stage {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.RANKING, Tables.FEATURES);
  }

  @Override
  public Table writes() {
    return Tables.SELECTION;
  }

  /** The section, and the seed of the first pick. */
  private record Output(PipelineConfig.Select select, long seed) {}

  @Override
  public Record settings(PipelineConfig config) {
    return new Output(config.select(), config.run().seed());
  }

  @Override
  public List<String> problems(Site site) {
    return EncoderChoice.hasEmbedding(site.config().measure())
        ? List.of()
        : List.of(
            "select.method: fps needs embeddings, and measure.encoder was none; name an encoder or"
                + " an embedder, or run --to rank");
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    PipelineConfig.Select select = inputs.config().select();
    return inputs
        .kept(Tables.RANKING)
        .select(Tables.CLIP_ID, "score", "rank")
        .join(
            inputs.kept(Tables.FEATURES).select(Tables.CLIP_ID, "embedding"),
            new String[] {Tables.CLIP_ID})
        .repartition(1)
        .sortWithinPartitions(col("rank"))
        .mapPartitions(
            new SelectDiverse(select.metric(), select.count(), inputs.config().run().seed()),
            Encoders.row(Schemas.of(Tables.SELECTION)));
  }
}
