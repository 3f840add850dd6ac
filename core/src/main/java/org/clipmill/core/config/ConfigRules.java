package org.clipmill.core.config;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.config.PipelineConfig.Measure;
import org.clipmill.core.config.PipelineConfig.Split;

/** What must hold between two keys. */
final class ConfigRules {
  private ConfigRules() {}

  static List<String> problems(PipelineConfig config) {
    List<String> problems = new ArrayList<>();
    Split split = config.split();
    if (split.minClipSeconds() > split.maxClipSeconds()) {
      problems.add(
          "split.min-clip-seconds: was "
              + split.minClipSeconds()
              + "; allowed: up to split.max-clip-seconds, "
              + split.maxClipSeconds());
    }
    Measure measure = config.measure();
    if (measure.minFrames() > measure.maxFrames()) {
      problems.add(
          "measure.min-frames: was "
              + measure.minFrames()
              + "; allowed: up to measure.max-frames, "
              + measure.maxFrames());
    }
    if (config.select().count() > config.rank().keep()) {
      problems.add(
          "select.count: was "
              + config.select().count()
              + "; allowed: up to rank.keep, "
              + config.rank().keep());
    }
    return problems;
  }
}
