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
    assertEquals(EntryReader.DEFAULT_BATCH, entry.batch());
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
            null,
            List.of(0.5f, 0.5f, 0.5f),
            List.of(0.5f, 0.5f, 1f));
    String file = folder.resolve("mine.onnx").toAbsolutePath().toString();
    assertEquals(
        new ModelEntry(
            "mine",
            Task.VAE_ENCODER,
            Processor.CPU,
            null,
            null,
            "MIT",
            2,
            1,
            List.of(new ModelFile(Role.MODEL, file, null, null)),
            input,
            new TensorOutput("latent", 4, Pooling.FIRST, TensorOutput.Values.LOGITS),
            null,
            new ScoreRule(ScoreRule.Kind.COSINE, 1.0, 0.0)),
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
        %1$s.version: Unknown key; allowed: models, weights
        %1$s: models.a.task: Was vae-decoder; allowed: vae-encoder, image-embedder, text-scorer, pair-scorer, classifier, feature-maps, shot-detector
        %1$s: models.a.engine: Was gpu; allowed: auto, cpu, cuda
        %1$s: models.a.file: Missing
        %1$s: models.a.sha256: Was 12AB; allowed: 64 lower-case hexadecimal digits
        %1$s: models.a.batch: Was 0; allowed: a whole number from 1
        %1$s: models.a.input.size: Was 240; allowed: WIDTHxHEIGHT, for example 240x240
        %1$s: models.a.input.mean: Was [1,2]; allowed: three numbers, for red, green and blue
        %1$s: models.a.input.std: Was [1.0, 0.0, 1.0]; allowed: numbers other than 0
        %1$s: models.a.colour: Unknown key; allowed: batch, engine, file, files, input, licence, note, output, score, sha256, source, task, threads
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
        "Was model tinny; allowed: embed-small, text-small, tiny, vae-small ("
            + folder.resolve("models.yaml")
            + ")",
        () -> catalog.checked("tinny"));
  }

  @Test
  void aMissingFileSaysWhereItIsToBeHad() throws IOException {
    ModelCatalog catalog = TestModels.catalog(folder, "");
    assertStarts(
        "Missing model tiny: no file "
            + folder.resolve("tiny.onnx").toAbsolutePath()
            + "; get it from https://example.org/tiny.onnx (licence Apache-2.0): "
            + "clipmill models fetch tiny",
        () -> catalog.checked("tiny"));
    Path yaml = folder.resolve("models.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceAll("source: .*", "source: zoo:none")
            .replaceAll(" *file: .*\n", ""));
    assertStarts(
        "Missing model tiny: no file the jar's /zoo/none/model.onnx; "
            + "this build of Clipmill ships no such file",
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
    ModelCatalog catalog = TestModels.catalog(folder, "");
    assertStarts(
        "Cannot read model tiny from "
            + folder.resolve("tiny.onnx").toAbsolutePath()
            + ": it is cut short: it has 5701 bytes, but a part of ",
        () -> catalog.checked("tiny"));
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Files.writeString(folder.resolve("tiny.onnx"), "version https://git-lfs.github.com/spec/v1\n");
    ModelCatalog catalog = TestModels.catalog(folder, "");
    assertStarts(
        "Cannot read model tiny from " + folder.resolve("tiny.onnx").toAbsolutePath() + ": ",
        () -> catalog.checked("tiny"));
  }

  @Test
  void aModelWithOtherNamesSaysWhichItHas() throws IOException {
    writeIdentity("sample", "moments", -1, 3, -1, -1);
    assertUnfit("saw inputs [sample float32 [?, 3, ?, ?]], expected pixels");
    writeIdentity("pixels", "latents", -1, 3, -1, -1);
    assertUnfit("saw outputs [latents float32 [?, 3, ?, ?]], expected moments");
  }

  @Test
  void aModelOfAnotherShapeSaysSo() throws IOException {
    writeIdentity("pixels", "moments", -1, 3);
    assertUnfit(
        "saw input pixels float32 [?, 3], expected float32 or float16 [batch, 3, height, width]");
    writeIdentity("pixels", "moments", 1, 3, -1, -1);
    assertUnfit(
        "saw input pixels float32 [1, 3, ?, ?], which takes batches of 1 only; "
            + "expected batch: 1 in the entry, saw 4");
    writeIdentity("pixels", "moments", -1, 3, 32, 32);
    assertUnfit("saw input pixels float32 [?, 3, 32, 32], which takes one size only");
    writeIdentity("pixels", "moments", -1, 3, -1, -1);
    TestModels.catalog(folder, "");
    TestModels.edited(folder, "{name: moments}", "{name: moments, channels: 8}");
    assertUnfit(
        "saw output moments float32 [?, 3, ?, ?], expected 8 channels in axis 1", "tiny.onnx");
  }

  @Test
  void whatTheFileDoesNotDeclareIsFoundByATrial() throws IOException {
    writeIdentity("pixels", "moments", -1, -1, -1, -1);
    TestModels.catalog(folder, "");
    ModelEntry entry =
        TestModels.edited(folder, "{name: moments}", "{name: moments, channels: 8}")
            .checked("tiny");
    assertStarts(
        "Cannot use model tiny ("
            + entry.files().get(0).path()
            + "): a trial with an input of [4, 3, 64, 64] failed: "
            + "saw output moments of shape [4, 3, 64, 64], expected [batch, 8, height, width]",
        () -> load(entry));
  }

  private void writeIdentity(String input, String output, int... axes) throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.identity(input, output, axes));
  }

  private void assertUnfit(String rest) throws IOException {
    TestModels.catalog(folder, "");
    assertUnfit(rest, "tiny.onnx");
  }

  private void assertUnfit(String rest, String file) {
    ModelCatalog catalog = ModelCatalog.read(folder.resolve("models.yaml"));
    assertStarts(
        "Cannot use model tiny (" + folder.resolve(file).toAbsolutePath() + "): " + rest,
        () -> catalog.checked("tiny"));
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
