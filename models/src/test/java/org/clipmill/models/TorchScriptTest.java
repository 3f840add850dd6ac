package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code -Ppytorch} TorchScript files run; without it the message says how to get there. */
final class TorchScriptTest {
  @TempDir Path folder;

  private String lines() throws IOException {
    try (var in = TestModels.resource("mean_colour.pt")) {
      Files.write(folder.resolve("mean_colour.pt"), in.readAllBytes());
    }
    return "task: image-embedder\nfile: mean_colour.pt\n";
  }

  private static boolean hasEngine() {
    return Engine.hasEngine(TorchScript.ENGINE);
  }

  @Test
  void withoutTheEngineTheMessageSaysHowToGetIt() throws IOException {
    Assumptions.assumeFalse(hasEngine(), "skipped: built with -Ppytorch");
    String lines = lines();
    var error = assertThrows(ConfigException.class, () -> Contract.entry(folder, lines));
    assertTrue(error.getMessage().contains("build with -Ppytorch"), error.getMessage());
  }

  @Test
  void aTorchScriptFileRuns() throws IOException {
    Assumptions.assumeTrue(hasEngine(), "skipped: built without -Ppytorch");
    RgbFrame frame = new RgbFrame(2, 1, new byte[] {(byte) 255, 51, 0, (byte) 255, 51, 102});
    try (ModelCache cache = new ModelCache();
        FrameEncoder encoder = cache.encoder(Contract.entry(folder, lines()))) {
      float[] vector = encoder.encode(List.of(frame, frame)).get(1).values();
      assertArrayEquals(new float[] {1, 0.2f, 0.2f}, vector, 1e-6f);
    }
  }

  @Test
  void namesInTheEntryAreRefused() throws IOException {
    Assumptions.assumeTrue(hasEngine(), "skipped: built without -Ppytorch");
    String lines = lines() + "input: {name: pixels}\n";
    var error = assertThrows(ConfigException.class, () -> Contract.entry(folder, lines));
    assertTrue(error.getMessage().contains("names no inputs and outputs"), error.getMessage());
  }
}
