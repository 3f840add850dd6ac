package org.clipmill.models;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.sample.NpyFloats;

/** Models, pictures and arrays for tests. */
final class TestModels {
  private TestModels() {}

  /** Writes the small encoder of the test resources, for 240x240, and a catalogue with it. */
  static ModelCatalog tinyConv(Path folder) throws IOException {
    try (InputStream in = resource("encoder_tiny_conv.onnx")) {
      Files.write(folder.resolve("tiny.onnx"), in.readAllBytes());
    }
    catalog(folder, "");
    return edited(folder, "{name: pixels}", "{name: pixels, size: 240x240}");
  }

  /** Gives the catalogue of a folder after a change to its text. */
  static ModelCatalog edited(Path folder, String from, String to) throws IOException {
    Path yaml = folder.resolve("models.yaml");
    return ModelCatalog.read(Files.writeString(yaml, Files.readString(yaml).replace(from, to)));
  }

  /** Writes a catalogue with one model "tiny" in tiny.onnx; the lines come beside its id. */
  static ModelCatalog catalog(Path folder, String lines) throws IOException {
    return ModelCatalog.read(
        yaml(
            folder,
            """
            models:
              tiny:
                task: vae-encoder
                source: https://example.org/tiny.onnx
                file: tiny.onnx
                licence: Apache-2.0
                batch: 4
                input: {name: pixels}
                output: {name: moments}
            """
                + lines.indent(4)));
  }

  static Path yaml(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("models.yaml"), text);
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(TestModels.class.getResourceAsStream(name), name);
  }

  static NpyFloats array(InputStream stream) throws IOException {
    try (stream) {
      return NpyFloats.read(stream);
    }
  }

  static RgbFrame picture(InputStream stream) throws IOException {
    try (stream) {
      BufferedImage image = ImageIO.read(stream);
      int width = image.getWidth();
      int[] packed = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
      byte[] rgb = new byte[packed.length * RgbFrame.CHANNELS];
      for (int i = 0; i < packed.length; i++) {
        rgb[3 * i] = (byte) (packed[i] >> 16);
        rgb[3 * i + 1] = (byte) (packed[i] >> 8);
        rgb[3 * i + 2] = (byte) packed[i];
      }
      return new RgbFrame(width, image.getHeight(), rgb);
    }
  }
}
