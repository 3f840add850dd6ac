package org.clipmill.udfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A catalogue of one small model, {@code tiny}, for tests. */
public final class TinyEncoder {
  /** Id of the model. */
  public static final String ID = "tiny";

  private TinyEncoder() {}

  /** Writes the model and its catalogue into a folder and gives the catalogue. */
  public static Path writeCatalog(Path folder) throws IOException {
    try (InputStream in =
        TinyEncoder.class.getResourceAsStream("/org/clipmill/models/encoder_tiny_conv.onnx")) {
      Files.copy(Objects.requireNonNull(in), folder.resolve("tiny.onnx"));
    }
    return Files.writeString(
        folder.resolve("models.yaml"),
        """
        models:
          tiny:
            task: vae-encoder
            file: tiny.onnx
            licence: Apache-2.0
            batch: 4
            input: {name: pixels, size: 240x240}
            output: {name: moments, channels: 8}
        """);
  }
}
