package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncoderChoiceTest {
  @TempDir Path folder;

  private static PipelineConfig.Measure settings(String... sets) {
    return ConfigFiles.read(List.of(), Arrays.stream(sets).map("measure."::concat).toList())
        .measure();
  }

  @Test
  void theEmbeddingIsThatOfTheEncoderUnlessAModelIsNamed() {
    assertEquals(Optional.empty(), EncoderChoice.embedder(settings("embedder=vae")));
    assertTrue(EncoderChoice.hasEmbedding(settings()));
    assertFalse(EncoderChoice.hasEmbedding(settings("encoder=none", "embedder=vae")));
    PipelineConfig.Measure named = settings("encoder=none", "embedder=vae-small");
    assertTrue(EncoderChoice.hasEmbedding(named));
    assertEquals("vae-small", EncoderChoice.embedder(named).orElseThrow().id());
  }

  @Test
  void aModelThatDoesNotEncodeFramesIsRefused() throws IOException {
    TinyEncoder.writeCatalog(folder);
    Path catalog = folder.resolve("models.yaml");
    Files.writeString(catalog, Files.readString(catalog).replace("vae-encoder", "feature-maps"));
    PipelineConfig.Measure settings = settings("embedder=tiny", "model-catalog=" + catalog);
    var error = assertThrows(ConfigException.class, () -> EncoderChoice.embedder(settings));
    assertEquals(
        "Was model tiny, a feature-maps; allowed: a model that encodes frames,"
            + " such as a vae-encoder or image-embedder",
        error.getMessage());
  }

  @Test
  void anEmbedderNeedsNoEncoder() {
    RgbFrame frame = new RgbFrame(64, 48, new byte[64 * 48 * 3]);
    try (ClipInstruments instruments =
        ClipInstruments.open(
            MeasureMode.CORRECTED,
            Optional.empty(),
            EncoderChoice.embedder(settings("embedder=vae-small")))) {
      ClipFeatures features = instruments.measurer().measure(List.of(frame, frame), 250_000);
      assertNull(features.latents());
      assertNotNull(features.embedding());
      assertEquals(8, features.embedding().channels());
      assertNotNull(FeatureColumns.of(features).get("embedding"));
    }
  }
}
