package org.clipmill.jobs.stage;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.table.Table;
import org.clipmill.jobs.run.Inputs;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.run.TableFolder;

/** One step of the pipeline: reads tables, writes one table. */
public interface Stage {

  /** Gives the verb, as it stands in the settings: {@code measure}. */
  String name();

  /** Gives the version of the meaning of the output; raise it when that changes. */
  int version();

  /** Gives the tables that are read. */
  List<Table> reads();

  /** Gives the one table that is written. */
  Table writes();

  /** Gives the settings that change the table. */
  Record settings(PipelineConfig config);

  /**
   * Gives the settings that change what is computed for one row. Thresholds that only sort rows out
   * afterwards are left out, so that a new threshold computes nothing again.
   */
  default Record rowSettings(PipelineConfig config) {
    return settings(config);
  }

  /** Gives the models that change the output: id to hash of the file. */
  default SortedMap<String, String> weights(Site site) {
    return new TreeMap<>();
  }

  /** Gives the hashes of files from outside the tables that change the output. */
  default List<String> sources(Site site) {
    return List.of();
  }

  /** Gives what can be known to be wrong before any work is done. */
  default List<String> problems(Site site) {
    return List.of();
  }

  /**
   * Gives how many rows come in, for the accounting; empty if only the output can tell. Counted on
   * its own, so that a lost row is noticed.
   */
  default OptionalLong rowsIn(Inputs inputs) {
    return OptionalLong.of(inputs.kept(reads().get(0)).count());
  }

  /** Describes the rows of the output; does not compute them. */
  Dataset<Row> plan(Inputs inputs);

  /** Gives options of the Parquet writer. */
  default Map<String, String> writeOptions(PipelineConfig config) {
    return Map.of();
  }

  /**
   * Completes the folder once its rows are written and counted, before it counts as finished. May
   * run again after a kill.
   */
  default void complete(Inputs inputs, TableFolder folder) {}

  /** Makes the finished folder known as the present one, if anyone is to be told. */
  default void publish(Site site, TableFolder folder) {}
}
