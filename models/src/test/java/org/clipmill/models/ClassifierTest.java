package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassifierTest {
  private static final String COLOURS =
      "task: classifier\nfiles: {model: {file: colour.onnx}, labels: {file: labels.txt}}\n";

  private final ModelCache cache = new ModelCache();
  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Files.write(folder.resolve("colour.onnx"), TinyOnnx.meanColour("input", "logits"));
    Files.writeString(folder.resolve("labels.txt"), "red\ngreen\r\nblue\n\n");
  }

  @AfterEach
  void closeModels() {
    cache.close();
  }

  @Test
  void everyLabelHasALogit() throws IOException {
    RgbFrame frame = new RgbFrame(1, 1, new byte[] {(byte) 255, 51, 0});
    try (FrameClassifier classifier = cache.classifier(Contract.entry(folder, COLOURS))) {
      assertEquals(List.of("red", "green", "blue"), classifier.labels());
      List<float[]> logits = classifier.logits(List.of(frame, frame));
      assertEquals(2, logits.size());
      assertArrayEquals(new float[] {1, 0.2f, 0}, logits.get(1), 1e-6f);
    }
  }

  @Test
  void labelsOfAnotherCountAreRefused() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "red\ngreen\n");
    var error = assertThrows(ConfigException.class, () -> Contract.entry(folder, COLOURS));
    assertEquals(
        "Cannot use model it: saw 2 labels in "
            + folder.resolve("labels.txt").toAbsolutePath()
            + ", expected 3, one for each logit",
        error.getMessage());
  }

  @Test
  void oneFileMayBeClassifierAndEmbedder() throws IOException {
    Path model = SharedFiles.require("weights/mobilenet_v2_1.0_224_imagenet_u8.onnx");
    Path labels = SharedFiles.require("weights/imagenet_labels_1001.txt");
    String input =
        """
        input:
          resize: {short-side: 256, crop: 224, filter: bilinear}
          mean: [0.5, 0.5, 0.5]
          std: [0.5, 0.5, 0.5]
        """;
    ModelEntry embedder =
        Contract.entry(folder, "task: image-embedder\nfile: %s\n".formatted(model) + input);
    ModelEntry classifier =
        Contract.entry(
            folder,
            "task: classifier\nfiles: {model: {file: %s}, labels: {file: %s}}\n"
                    .formatted(model, labels)
                + input);
    RgbFrame picture =
        Contract.picture(Contract.committed("images/" + Contract.PICTURES.get(0) + ".png"));
    try (FrameEncoder vectors = cache.encoder(embedder);
        FrameClassifier names = cache.classifier(classifier)) {
      assertEquals(1280, vectors.encode(List.of(picture)).get(0).channels());
      assertEquals(1001, names.logits(List.of(picture)).get(0).length);
      assertEquals("background", names.labels().get(0));
    }
  }
}
