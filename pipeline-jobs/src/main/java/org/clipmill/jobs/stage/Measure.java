package org.clipmill.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.EncoderChoice;
import org.clipmill.udfs.MeasureClip;

/** Takes the numbers of every clip in one decode. */
public final class Measure implements Stage {
  private static final long MICROS_PER_MILLI = 1000;

  @Override
  public String name() {
    return "measure";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.CLIPS);
  }

  @Override
  public Table writes() {
    return Tables.FEATURES;
  }

  /** All but the place of the catalog. */
  private record Output(
      MeasureMode mode,
      int samplePeriodMs,
      String encoder,
      String embedder,
      int minFrames,
      int maxFrames) {}

  @Override
  public Record settings(PipelineConfig config) {
    PipelineConfig.Measure measure = config.measure();
    return new Output(
        measure.mode(),
        measure.samplePeriodMs(),
        measure.encoder(),
        measure.embedder(),
        measure.minFrames(),
        measure.maxFrames());
  }

  /** Numbers of frames only sort clips out. */
  private record Numbers(MeasureMode mode, int samplePeriodMs, String encoder, String embedder) {}

  @Override
  public Record rowSettings(PipelineConfig config) {
    PipelineConfig.Measure measure = config.measure();
    return new Numbers(
        measure.mode(), measure.samplePeriodMs(), measure.encoder(), measure.embedder());
  }

  @Override
  public SortedMap<String, String> weights(Site site) {
    SortedMap<String, String> weights = new TreeMap<>();
    PipelineConfig.Measure measure = site.config().measure();
    for (Optional<ModelEntry> model :
        List.of(EncoderChoice.of(measure), EncoderChoice.embedder(measure))) {
      model.ifPresent(entry -> weights.put(entry.id(), entry.fingerprint()));
    }
    return weights;
  }

  @Override
  public List<String> problems(Site site) {
    PipelineConfig.Measure measure = site.config().measure();
    List<String> problems = new ArrayList<>(problems("encoder", () -> EncoderChoice.of(measure)));
    problems.addAll(problems("embedder", () -> EncoderChoice.embedder(measure)));
    return problems;
  }

  private static List<String> problems(String key, Supplier<Optional<ModelEntry>> model) {
    try {
      Optional<ModelEntry> unused = model.get();
      return List.of();
    } catch (ConfigException e) {
      return e.problems().stream().map(problem -> "measure." + key + ": " + problem).toList();
    }
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    PipelineConfig.Measure settings = inputs.config().measure();
    Dataset<Row> clips =
        inputs
            .kept(Tables.CLIPS)
            .select(
                col(Tables.CLIP_ID),
                col("path"),
                col("num_frames"),
                col("fps_num"),
                col("fps_den"),
                col("cut_start_frame"),
                col(Tables.ROW_RECIPE).as("clip_recipe"));
    Dataset<Row> measured =
        inputs.refresh(
            clips,
            new String[] {Tables.CLIP_ID},
            new MeasureClip(
                settings.mode(),
                settings.samplePeriodMs() * MICROS_PER_MILLI,
                EncoderChoice.of(settings).orElse(null),
                EncoderChoice.embedder(settings).orElse(null),
                inputs.storage(),
                inputs.guard()));
    Column frames = col("no_frames");
    return measured.withColumn(
        Tables.DROPPED,
        when(frames.lt(settings.minFrames()), lit("too_few_frames"))
            .when(frames.gt(settings.maxFrames()), lit("too_many_frames")));
  }
}
