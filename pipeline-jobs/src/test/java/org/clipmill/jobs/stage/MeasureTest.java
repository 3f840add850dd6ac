package org.clipmill.jobs.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.junit.jupiter.api.Test;

final class MeasureTest {
  private static PipelineConfig config(String... sets) {
    return ConfigFiles.read(List.of(), Arrays.asList(sets));
  }

  @Test
  void anotherEmbedderIsAnotherRecipeOfTableAndRows() {
    Measure stage = new Measure();
    PipelineConfig pooled = config();
    PipelineConfig embedded = config("measure.embedder=mobilenet-v2");
    assertNotEquals(stage.settings(pooled), stage.settings(embedded));
    assertNotEquals(stage.rowSettings(pooled), stage.rowSettings(embedded));
  }

  @Test
  void thePlaceOfTheCatalogIsNoPartOfIt() {
    Measure stage = new Measure();
    PipelineConfig elsewhere = config("measure.model-catalog=/data/models.yaml");
    assertEquals(stage.settings(config()), stage.settings(elsewhere));
  }
}
