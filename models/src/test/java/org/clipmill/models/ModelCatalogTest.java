package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class ModelCatalogTest {
  private static final String NO_HASH = "0".repeat(64);

  @TempDir Path folder;

  @Test
  void theShippedCatalogueNamesTheDefault() {
    ModelEntry entry = ModelCatalog.shipped().entry("vae-small");
    assertEquals("zoo:vae-small", entry.source());
    assertEquals(Task.VAE_ENCODER, entry.task());
    assertEquals(Processor.AUTO, entry.processor());
    assertEquals(CatalogReader.DEFAULT_BATCH, entry.batch());
  }

  @Test
  void anEntryHoldsWhatTheFileSays() throws IOException {
    Path yaml =
        TestModels.yaml(
            folder,
            """
            models:
              mine:
                task: vae-encoder
                engine: cpu
                file: weights/../mine.onnx
                licence: MIT
                batch: 2
                input: {name: sample, size: 320x240, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 1]}
                output: {name: latent, channels: 4}
            """);
    ModelEntry entry = ModelCatalog.read(yaml).entry("mine");
    ImageInput input =
        new ImageInput(
            "sample",
            new ImageInput.FrameSize(320, 240),
            List.of(0.5f, 0.5f, 0.5f),
            List.of(0.5f, 0.5f, 1f));
    String file = folder.resolve("mine.onnx").toAbsolutePath().toString();
    assertEquals(
        new ModelEntry(
            "mine",
            Task.VAE_ENCODER,
            Processor.CPU,
            null,
            file,
            null,
            "MIT",
            2,
            input,
            new TensorOutput("latent", 4)),
        entry);
  }

  @Test
  void anEntryTravelsToExecutors() throws IOException, ClassNotFoundException {
    ModelEntry entry = TestModels.tinyConv(folder).checked("tiny");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(entry);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(entry, in.readObject());
    }
  }

  @Test
  void allProblemsOfTheFileComeInOneMessage() throws IOException {
    Path yaml =
        TestModels.yaml(
            folder,
            """
            models:
              a:
                task: vae-decoder
                engine: gpu
                sha256: 12AB
                licence: MIT
                batch: 0
                colour: blue
                input: {name: x, size: 240, mean: [1, 2], std: [1, 0, 1]}
                output: {}
              b: 7
              c: {task: vae-encoder, source: 'zoo:x', file: x.onnx, licence: MIT,
                  input: {name: x}, output: {name: y, channels: many}}
            version: 1
            """);
    ConfigException error = assertThrows(ConfigException.class, () -> ModelCatalog.read(yaml));
    String expected =
        """
        %1$s.version: Unknown key; allowed: models
        %1$s: models.a.task: Was vae-decoder; allowed: vae-encoder
        %1$s: models.a.engine: Was gpu; allowed: auto, cpu, cuda
        %1$s: models.a.file: Missing
        %1$s: models.a.sha256: Was 12AB; allowed: 64 lower-case hexadecimal digits
        %1$s: models.a.batch: Was 0; allowed: a whole number from 1
        %1$s: models.a.input.size: Was 240; allowed: WIDTHxHEIGHT, for example 240x240
        %1$s: models.a.input.mean: Was [1,2]; allowed: three numbers, for red, green and blue
        %1$s: models.a.input.std: Was [1.0, 0.0, 1.0]; allowed: numbers other than 0
        %1$s: models.a.output.name: Missing
        %1$s: models.a.colour: Unknown key; allowed: batch, engine, file, input, licence, output, sha256, source, task
        %1$s: models.b: Was 7; expected keys with values
        """;
    List<String> lines = expected.formatted(yaml).lines().toList();
    assertEquals(lines, error.problems().subList(0, lines.size()));
    assertTrue(
        error
            .problems()
            .contains(
                yaml + ": models.c.output.channels: Was \"many\"; allowed: a whole number from 1"));
    assertTrue(
        error
            .problems()
            .contains(
                yaml
                    + ": models.c.file: Was x.onnx; allowed: no file beside source: zoo:x, which ships"));
  }

  @Test
  void aFileThatIsNoYamlIsNamedWithItsLine() throws IOException {
    Path yaml = TestModels.yaml(folder, "models:\n  a: {\n");
    assertStarts(
        "Cannot read " + yaml + ": line 2: while parsing a flow node",
        () -> ModelCatalog.read(yaml));
    Path twice = TestModels.yaml(folder, "models:\n  a: 1\n  a: 2\n");
    assertStarts("Cannot read " + twice + ": line 3: Duplicate", () -> ModelCatalog.read(twice));
    Path none = folder.resolve("none.yaml");
    assertStarts("Cannot read the models file " + none, () -> ModelCatalog.read(none));
  }

  @Test
  void anUnknownIdListsTheKnownOnes() throws IOException {
    ModelCatalog catalog = TestModels.tinyConv(folder);
    assertStarts(
        "Was model tinny; allowed: tiny (" + folder.resolve("models.yaml") + ")",
        () -> catalog.checked("tinny"));
  }

  @Test
  void aMissingFileSaysWhereItIsToBeHad() throws IOException {
    ModelCatalog catalog = TestModels.catalog(folder, "");
    assertStarts(
        "Missing model tiny: no file "
            + folder.resolve("tiny.onnx").toAbsolutePath()
            + "; get it from https://example.org/tiny.onnx (licence Apache-2.0)",
        () -> catalog.checked("tiny"));
    Path yaml = folder.resolve("models.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceAll("source: .*", "source: zoo:none")
            .replaceAll(" *file: .*\n", ""));
    assertStarts(
        "Missing model tiny: no file the jar's /zoo/none/model.onnx; "
            + "this build of Clipmill ships no such model",
        () -> ModelCatalog.read(yaml).checked("tiny"));
  }

  @Test
  void aWrongHashNamesTheSeenAndTheExpectedOne() throws IOException {
    String seen = TestModels.tinyConv(folder).checked("tiny").sha256();
    ModelCatalog catalog = TestModels.catalog(folder, "sha256: '" + NO_HASH + "'");
    String message =
        "Cannot use model tiny: saw SHA-256 "
            + seen
            + " of "
            + folder.resolve("tiny.onnx").toAbsolutePath()
            + ", expected "
            + NO_HASH;
    assertStarts(message, () -> catalog.checked("tiny"));
    assertStarts(message, () -> load(catalog.entry("tiny")));
  }

  @Test
  void cudaThatIsNotThereIsRefused() throws IOException {
    TestModels.tinyConv(folder);
    ModelCatalog catalog = TestModels.catalog(folder, "engine: cuda");
    assertStarts(
        "Cannot run model tiny with engine cuda: this ONNX Runtime offers [CPU",
        () -> catalog.checked("tiny"));
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    try (InputStream in = TestModels.resource("encoder_tiny_conv.onnx")) {
      byte[] whole = in.readAllBytes();
      Files.write(folder.resolve("tiny.onnx"), Arrays.copyOf(whole, whole.length / 2));
    }
    ModelEntry entry = TestModels.catalog(folder, "").checked("tiny");
    assertStarts(
        "Cannot load model tiny from " + folder.resolve("tiny.onnx").toAbsolutePath() + ": ",
        () -> load(entry));
  }

  @Test
  void aModelWithOtherNamesSaysWhichItHas() throws IOException {
    writeIdentity("sample", "moments", -1, 3, -1, -1);
    assertTrial("saw inputs [sample], expected only pixels");
    writeIdentity("pixels", "latents", -1, 3, -1, -1);
    assertTrial(
        "a trial with an input of [4, 3, 64, 64] failed: saw outputs [latents], expected one called moments");
  }

  @Test
  void aModelOfAnotherShapeSaysSo() throws IOException {
    String trial = "a trial with an input of [4, 3, 64, 64] failed: ";
    writeIdentity("pixels", "moments", -1, 3);
    assertTrial(
        trial + "Error code - ORT_INVALID_ARGUMENT - message: Invalid rank for input: pixels");
    writeIdentity("pixels", "moments", 1, 3, -1, -1);
    assertTrial(
        trial + "Error code - ORT_INVALID_ARGUMENT - message: Got invalid dimensions for input");
    writeIdentity("pixels", "moments", -1, 3, -1, -1);
    TestModels.catalog(folder, "");
    ModelEntry entry =
        TestModels.edited(folder, "{name: moments}", "{name: moments, channels: 8}")
            .checked("tiny");
    assertStarts(
        "Cannot use model tiny ("
            + entry.file()
            + "): a trial with an input of [4, 3, 64, 64] failed: "
            + "saw output moments of shape [4, 3, 64, 64], expected [batch, 8, height, width]",
        () -> load(entry));
  }

  private void writeIdentity(String input, String output, int... axes) throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.identity(input, output, axes));
  }

  private void assertTrial(String rest) throws IOException {
    ModelEntry entry = TestModels.catalog(folder, "").checked("tiny");
    assertStarts("Cannot use model tiny (" + entry.file() + "): " + rest, () -> load(entry));
  }

  private static void load(ModelEntry entry) {
    try (ModelCache cache = new ModelCache()) {
      cache.encoder(entry).close();
    }
  }

  private static void assertStarts(String start, Executable call) {
    String message = assertThrows(ConfigException.class, call).getMessage();
    assertTrue(message.startsWith(start), message);
  }
}
