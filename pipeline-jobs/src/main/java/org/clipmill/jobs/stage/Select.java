package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.sample.CoreSet;
import org.clipmill.core.sample.DiverseSelection;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.DiverseRows;
import org.clipmill.udfs.EncoderChoice;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.SelectDiverse;

/** Picks a diverse few out of the best clips. */
public final class Select implements Stage {
  private static final String EMBEDDING = "embedding";

  @Override
  public String name() {
    return "select";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.RANKING, Tables.FEATURES, Tables.CLIPS);
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
            "select.method: "
                + site.config().select().method().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + " needs embeddings, and measure.encoder was none; name an encoder or"
                + " an embedder, or run --to rank");
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    NearDuplicates duplicates = NearDuplicates.of(inputs);
    Dataset<Row> remaining = duplicates.remaining();
    Dataset<Row> embedded =
        remaining.join(
            inputs.kept(Tables.FEATURES).select(Tables.CLIP_ID, EMBEDDING),
            new String[] {Tables.CLIP_ID});
    PipelineConfig.Select select = inputs.config().select();
    long clips = inputs.kept(Tables.RANKING).count();
    Dataset<Row> selected =
        clips > select.distributedAbove()
            ? distributed(inputs.config(), remaining, embedded, buckets(clips, select))
            : embedded
                .repartition(1)
                .sortWithinPartitions(col("rank"))
                .mapPartitions(
                    new SelectDiverse(selection(inputs.config()), select.count()),
                    Encoders.row(Schemas.of(Tables.SELECTION)));
    return selected.unionByName(duplicates.dropped());
  }

  private static int buckets(long clips, PipelineConfig.Select select) {
    return Math.toIntExact((clips + select.clipsPerBucket() - 1) / select.clipsPerBucket());
  }

  private static DiverseSelection selection(PipelineConfig config) {
    PipelineConfig.Select select = config.select();
    return new DiverseSelection(
        select.method(), select.metric(), select.qualityWeight(), config.run().seed());
  }

  private static Dataset<Row> distributed(
      PipelineConfig config, Dataset<Row> ranked, Dataset<Row> embedded, int buckets) {
    PipelineConfig.Select select = config.select();
    Dataset<Row> picked =
        DiverseRows.pick(
                embedded,
                new DiverseRows.Columns(Tables.CLIP_ID, EMBEDDING, "score"),
                selection(config),
                select.count(),
                new CoreSet.Settings(buckets, select.oversampling(), config.run().seed()))
            .select(Tables.CLIP_ID, DiverseRows.PICK, DiverseRows.DISTANCE);
    return NearDuplicates.completed(
        ranked
            .join(picked, new String[] {Tables.CLIP_ID}, "left")
            .withColumn(
                Tables.DROPPED,
                when(col(DiverseRows.PICK).isNull(), lit(SelectDiverse.NOT_PICKED))));
  }
}
