package org.clipmill.udfs.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.fetch.CheckedFetch;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.fetch.HuggingFace;
import org.clipmill.core.fetch.PlacedFile;
import org.clipmill.core.fetch.VideoServer;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;
import org.clipmill.models.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ModelFetchTest {
  private static final byte[] WEIGHTS = "weights of one".getBytes(UTF_8);

  @TempDir private Path folder;
  private VideoServer server;
  private final List<String> begun = new ArrayList<>();

  private final ModelFetch.Listener listener =
      new ModelFetch.Listener() {
        @Override
        public void begins(ModelEntry model, ModelFile file, String address) {
          begun.add(address);
        }

        @Override
        public void done(ModelEntry model, ModelFile file, PlacedFile placed) {}

        @Override
        public void arrived(long bytes, OptionalLong total) {}

        @Override
        public void tryingAgain(String why, Duration pause) {}

        @Override
        public void waiting() {}
      };

  @BeforeEach
  void start() throws IOException {
    server = new VideoServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** An entry of one file, and the lines that are given. */
  private ModelEntry one(String... lines) {
    StringBuilder yaml = new StringBuilder("weights: weights\nmodels:\n  one:\n");
    yaml.append("    task: vae-encoder\n    licence: MIT\n");
    List.of(lines).forEach(line -> yaml.append("    ").append(line).append('\n'));
    return catalog(yaml.toString()).entry("one");
  }

  private ModelCatalog catalog(String yaml) {
    try {
      return ModelCatalog.read(Files.writeString(folder.resolve("models.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String here(String path) {
    return server.address(path).toString();
  }

  private ModelFetch fetcher(Map<String, String> more, SourceFolder from) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HF_ENDPOINT", here(""));
    FetchSettings patience =
        new FetchSettings(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), "test");
    return new ModelFetch(
        patience,
        HuggingFace.of(environment),
        new Configuration(),
        CheckedFetch.Existing.KEEP,
        from);
  }

  private ModelFetch.Outcome fetch(ModelEntry model) {
    return fetcher(Map.of(), null).fetch(model, listener);
  }

  private static String sha256(byte[] bytes) throws IOException {
    return Fingerprint.sha256Of(new ByteArrayInputStream(bytes));
  }

  @Test
  void aModelComesToWhereTheCatalogueWantsIt() throws IOException {
    server.whole(WEIGHTS);
    ModelEntry model =
        one("source: " + here("/a.onnx"), "file: a b/one.onnx", "sha256: " + sha256(WEIGHTS));
    assertEquals(FilePresence.State.MISSING, ModelPresence.of(model).state());
    ModelFetch.Outcome outcome = fetch(model);
    assertEquals(List.of(), outcome.problems());
    assertArrayEquals(WEIGHTS, Files.readAllBytes(folder.resolve("a b/one.onnx")));
    ModelPresence presence = ModelPresence.of(model);
    assertEquals(FilePresence.State.PRESENT, presence.state());
    assertEquals(WEIGHTS.length, presence.bytes());
  }

  @Test
  void aModelOfHuggingFaceIsAskedForWithTheTokenFileByFile() throws IOException {
    ModelEntry model =
        catalog(
                "weights: weights\nmodels:\n  clip:\n    preset: clip\n"
                    + "    source: hf:owner/clip\n    licence: MIT\n")
            .entry("clip");
    server.whole(new byte[] {1}).whole(new byte[] {2}).whole(new byte[] {3});
    ModelFetch.Outcome outcome =
        fetcher(Map.of("HF_TOKEN", "hf_secret"), null).fetch(model, listener);
    assertEquals(List.of(), outcome.problems());
    assertEquals(Set.of(Role.VISION, Role.TEXT, Role.TOKENIZER), outcome.placed().keySet());
    assertEquals(
        List.of(
            "/owner/clip/resolve/main/onnx/vision_model.onnx",
            "/owner/clip/resolve/main/onnx/text_model.onnx",
            "/owner/clip/resolve/main/tokenizer.json"),
        server.asked().stream().map(VideoServer.Asked::path).toList());
    assertEquals("Bearer hf_secret", server.asked().get(2).authorization());
    assertTrue(Files.exists(folder.resolve("weights/clip/onnx/vision_model.onnx")));
    assertEquals(FilePresence.State.UNCHECKED, ModelPresence.of(model).state());
    assertTrue(ModelPresence.of(model).isComplete());
  }

  @Test
  void aGatedModelSaysWhatItsOwnerWants() {
    ModelEntry model = one("source: hf:owner/vae", "file: one.onnx");
    server.status(401).status(403);
    String page = here("/owner/vae");
    String without = fetch(model).problems().get(0);
    assertEquals(
        "one: Cannot get "
            + page
            + "/resolve/main/one.onnx: the server answered 401; the model is private, gated or not"
            + " there: accept its terms at "
            + page
            + " and set HF_TOKEN to a token of yours (https://huggingface.co/settings/tokens)",
        without);
    assertNull(server.asked().get(0).authorization());
    String with =
        fetcher(Map.of("HF_TOKEN", "hf_secret"), null).fetch(model, listener).problems().get(0);
    assertTrue(with.contains("HF_TOKEN was sent and did not suffice"), with);
    assertFalse(with.contains("hf_secret"), with);
  }

  @Test
  void whatCannotBeFetchedIsToldHowToBringByHand() throws IOException {
    ModelEntry model =
        one("source: " + here("/a.onnx"), "file: one.onnx", "sha256: " + sha256(WEIGHTS));
    server.status(404);
    ModelFetch.Outcome outcome = fetch(model);
    assertEquals(
        List.of(
            "one: Cannot get " + here("/a.onnx") + ": the server answered 404",
            "To bring it by hand (licence MIT), put\n      "
                + here("/a.onnx")
                + "\n      as "
                + folder.resolve("one.onnx")
                + "\n      with SHA-256 "
                + sha256(WEIGHTS)
                + "\n    then: ./clipmill models verify one"),
        outcome.problems());
    assertEquals(Map.of(), outcome.placed());
  }

  @Test
  void aHostThatDoesNotAnswerIsAskedOnce() {
    String nobody = VideoServer.addressOfNobody().toString();
    String base = nobody.substring(0, nobody.lastIndexOf('/') + 1);
    ModelEntry model =
        catalog(
                "weights: weights\nmodels:\n  clip:\n    preset: clip\n    source: "
                    + base
                    + "\n    licence: MIT\n")
            .entry("clip");
    List<String> problems = fetch(model).problems();
    assertEquals(1, begun.size());
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("behind a proxy set HTTPS_PROXY"), problems.get(0));
    assertTrue(problems.get(1).contains(base + "onnx/text_model.onnx"), problems.get(1));
    assertTrue(problems.get(1).contains(base + "tokenizer.json"), problems.get(1));
  }

  @Test
  void aHostThatDidNotAnswerForOneModelIsNotAskedForTheNext() {
    String nobody = VideoServer.addressOfNobody().toString();
    ModelEntry model = one("source: " + nobody, "file: one.onnx");
    ModelFetch fetcher = fetcher(Map.of(), null);
    fetcher.fetch(model, listener);
    assertEquals(
        "one: Did not try " + nobody + ": 127.0.0.1 did not answer",
        fetcher.fetch(model, listener).problems().get(0));
    assertEquals(1, begun.size());
  }

  @Test
  void whoRefusesOneFileOfAModelIsNotAskedForTheNext() {
    ModelEntry model =
        catalog(
                "weights: weights\nmodels:\n  clip:\n    preset: clip\n    source: "
                    + here("/")
                    + "\n    licence: MIT\n")
            .entry("clip");
    server.status(403);
    assertEquals(2, fetch(model).problems().size());
    assertEquals(1, server.asked().size());
  }

  @Test
  void oneBadFileDoesNotKeepTheOthers() {
    ModelEntry model =
        catalog(
                "weights: weights\nmodels:\n  clip:\n    preset: clip\n    source: "
                    + here("/")
                    + "\n    licence: MIT\n")
            .entry("clip");
    server.status(404).whole(new byte[] {2}).whole(new byte[] {3});
    ModelFetch.Outcome outcome = fetch(model);
    assertEquals(Set.of(Role.TEXT, Role.TOKENIZER), outcome.placed().keySet());
    assertEquals(2, outcome.problems().size());
  }

  @Test
  void aFolderStandsInForTheSources() throws IOException {
    ModelEntry model =
        catalog(
                "weights: weights\nmodels:\n  clip:\n    preset: clip\n"
                    + "    source: hf:owner/clip\n    licence: MIT\n")
            .entry("clip");
    Path stick = folder.resolve("my stick");
    Files.createDirectories(stick.resolve("clip/onnx"));
    Files.write(stick.resolve("clip/onnx/vision_model.onnx"), new byte[] {1});
    Files.write(stick.resolve("clip/text_model.onnx"), new byte[] {2});
    for (String address : List.of(stick.toString(), "file:" + stick)) {
      SourceFolder from = new SourceFolder(address, new Configuration());
      ModelFetch.Outcome outcome = fetcher(Map.of(), from).fetch(model, listener);
      assertEquals(Set.of(Role.VISION, Role.TEXT), outcome.placed().keySet());
      assertEquals("clip: Missing tokenizer.json in " + address, outcome.problems().get(0));
    }
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aSourceThatNothingHereOpensIsNamed() {
    ModelEntry model = one("source: s3a://bucket/one.onnx", "file: one.onnx");
    String problem = fetch(model).problems().get(0);
    assertTrue(
        problem.startsWith(
            "one: Cannot open s3a://bucket/one.onnx: s3a: needs the class"
                + " org.apache.hadoop.fs.s3a.S3AFileSystem"),
        problem);
  }

  @Test
  void aFileOnAnotherStorageIsCopied() throws IOException {
    Path source = Files.write(folder.resolve("source.onnx"), WEIGHTS);
    Path place = folder.resolve("copy.onnx");
    String seen =
        org.clipmill.core.fetch.SeekableCopy.resume(
            "hdfs:///source.onnx",
            new HadoopSource(new org.apache.hadoop.fs.Path(source.toUri()), new Configuration()),
            place,
            org.clipmill.core.fetch.DownloadListener.SILENT);
    assertEquals(sha256(WEIGHTS), seen);
    assertArrayEquals(WEIGHTS, Files.readAllBytes(place));
  }

  @Test
  void aModelThatOnlyAPersonCanMakeSaysHow() throws IOException {
    ModelEntry model = one("file: one.onnx", "note: export it with tools/export.py");
    List<String> problems = fetch(model).problems();
    assertEquals("one: No address gives one.onnx: export it with tools/export.py", problems.get(0));
    assertTrue(problems.get(1).contains("your file\n      as " + folder.resolve("one.onnx")));
    assertEquals(List.of(), server.asked());
    Files.write(folder.resolve("one.onnx"), WEIGHTS);
    assertEquals(List.of(), fetch(model).problems());
  }

  @Test
  void whatIsThereOfAModelIsSaid() throws IOException {
    ModelEntry model =
        one("source: " + here("/a.onnx"), "file: one.onnx", "sha256: " + sha256(WEIGHTS));
    Files.write(folder.resolve("one.onnx.part"), new byte[3]);
    assertEquals(FilePresence.State.BEGUN, ModelPresence.of(model).state());
    Files.write(folder.resolve("one.onnx"), new byte[3]);
    assertEquals(FilePresence.State.WRONG, ModelPresence.of(model).state());
    assertFalse(ModelPresence.of(model).isComplete());
    ModelPresence ships = ModelPresence.of(ModelCatalog.shipped().entry("vae-small"));
    assertEquals(FilePresence.State.SHIPS, ships.state());
    assertTrue(ships.bytes() > 10_000, "" + ships.bytes());
  }
}
