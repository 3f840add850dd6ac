package org.clipmill.jobs.stage;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.config.PipelineConfig.LocalFiles;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.udfs.DownloadVideo;

/** Brings every video of the metadata onto the storage of the work folder. */
public final class Download implements Stage {
  private static final long MILLIS = 1000;

  @Override
  public String name() {
    return "download";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.METADATA);
  }

  @Override
  public Table writes() {
    return Tables.VIDEOS;
  }

  /** Patience does not change what comes. */
  private record Output(LocalFiles localFiles) {}

  @Override
  public Record settings(PipelineConfig config) {
    return new Output(config.download().localFiles());
  }

  @Override
  public OptionalLong rowsIn(Inputs inputs) {
    return OptionalLong.of(videos(inputs).count());
  }

  @Override
  public Dataset<Row> plan(Inputs inputs) {
    PipelineConfig.Download settings = inputs.config().download();
    return inputs.refresh(
        videos(inputs),
        new String[] {Tables.VIDEO_ID},
        new DownloadVideo(
            settings.localFiles(), patience(settings), inputs.storage(), inputs.guard()));
  }

  /** Gives how patient downloads are. */
  public static FetchSettings patience(PipelineConfig.Download settings) {
    return new FetchSettings(
        settings.tries(),
        seconds(settings.backoffSeconds()),
        seconds(settings.maxPauseSeconds()),
        seconds(settings.timeoutSeconds()),
        settings.userAgent());
  }

  private static Dataset<Row> videos(Inputs inputs) {
    return inputs.kept(Tables.METADATA).select(Tables.VIDEO_ID, "url").distinct();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
