package org.clipmill.jobs.run;

import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.config.PipelineConfig;

/**
 * Where a run takes place: what can be asked before Spark starts.
 *
 * @param config the settings
 * @param hadoop settings of the file systems
 */
public record Site(PipelineConfig config, Configuration hadoop) {

  /** Gives the tables of the work folder. */
  public TableStore tables() {
    return new TableStore(hadoop, config.run().work());
  }
}
