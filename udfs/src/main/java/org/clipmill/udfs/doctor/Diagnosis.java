package org.clipmill.udfs.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.config.PipelineConfig;

/** What this machine has of what the pipeline needs; what can be tried is tried. */
public final class Diagnosis {
  private Diagnosis() {}

  /**
   * Makes all checks; takes a few seconds, mostly to unpack native libraries the first time.
   *
   * @param hadoop settings of the file systems
   * @return one entry per check, always the same ones in the same order
   */
  public static List<Check> of(PipelineConfig config, Configuration hadoop) {
    List<Check> checks = new ArrayList<>();
    checks.addAll(MachineChecks.all());
    checks.addAll(LibraryChecks.all(config));
    checks.addAll(FolderChecks.all(config.run().work(), hadoop));
    return List.copyOf(checks);
  }

  /** Tells whether the pipeline can run: nothing fails. */
  public static boolean isFit(List<Check> checks) {
    return checks.stream().noneMatch(check -> check.state() == Check.State.FAIL);
  }
}
