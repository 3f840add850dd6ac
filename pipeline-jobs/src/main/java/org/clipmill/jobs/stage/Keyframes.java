package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.focus.PickKeyframes;
import org.clipmill.udfs.focus.ScorerChoice;

/** Picks the frames of every ranked clip that tell most about its caption. */
public final class Keyframes implements Stage {
  @Override
  public String name() {
    return "keyframes";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.RANKING, Tables.CLIPS, Tables.METADATA);
  }

  @Override
  public Table writes() {
    return Tables.KEYFRAMES;
  }

  /** The section, and the seed of every clip's choice. */
  private record Output(PipelineConfig.Keyframes keyframes, long seed) {}

  @Override
  public Record settings(PipelineConfig config) {
    return new Output(config.keyframes(), config.run().seed());
  }

  @Override
  public SortedMap<String, String> weights(Site site) {
    SortedMap<String, String> weights = new TreeMap<>();
    ScorerChoice.of(site.config()).ifPresent(entry -> weights.put(entry.id(), entry.fingerprint()));
    return weights;
  }

  @Override
  public List<String> problems(Site site) {
    try {
      Optional<ModelEntry> unused = ScorerChoice.of(site.config());
      return List.of();
    } catch (ConfigException e) {
      return e.problems().stream().map(problem -> "keyframes.scorer: " + problem).toList();
    }
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    PipelineConfig.Keyframes settings = inputs.config().keyframes();
    Optional<ModelEntry> scorer = ScorerChoice.of(inputs.config());
    Column query = scorer.isPresent() ? col("caption") : lit(null).cast("string");
    String[] byClip = {Tables.CLIP_ID};
    Dataset<Row> clips =
        inputs
            .kept(Tables.RANKING)
            .select(Tables.CLIP_ID)
            .join(
                inputs
                    .kept(Tables.CLIPS)
                    .select(
                        col(Tables.CLIP_ID), col("path"), col(Tables.ROW_RECIPE).as("clip_recipe")),
                byClip)
            .join(
                inputs.kept(Tables.METADATA).select(col(Tables.CLIP_ID), query.as("query")),
                byClip);
    return inputs.refresh(
        clips,
        byClip,
        new PickKeyframes(
            settings.mode(),
            settings.count(),
            settings.files(),
            scorer.orElse(null),
            inputs.config().run().seed(),
            inputs.storage(),
            inputs.guard()));
  }
}
