package org.clipmill.jobs.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.fetch.VideoServer;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.jobs.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ModelsCommandTest {
  private static final byte[] WEIGHTS = "weights of one".getBytes(UTF_8);

  @TempDir private Path temporary;
  private Path folder;
  private VideoServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new VideoServer();
    folder = Files.createDirectories(temporary.resolve("a folder"));
    Files.writeString(
        folder.resolve("models.yaml"),
        """
        models:
          ours:
            task: vae-encoder
            source: zoo:vae-small
            licence: Apache-2.0
            input: {name: pixels}
            output: {name: moments}
          one:
            task: vae-encoder
            source: SERVER/one.onnx
            file: one.onnx
            sha256: HASH
            licence: MIT
          unhashed:
            task: vae-encoder
            source: SERVER/unhashed.onnx
            file: unhashed.onnx
            licence: MIT
        """
            .replace("SERVER", server.address("").toString())
            .replace("HASH", Fingerprint.sha256Of(new ByteArrayInputStream(WEIGHTS))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int models(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--set", "measure.model-catalog=\"" + folder.resolve("models.yaml") + "\""));
    all.addAll(List.of("--set", "download.tries=1"));
    return Main.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err, true));
  }

  private String line(String model) {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(model + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No line " + model + " in\n" + out));
  }

  @Test
  void aListSaysWhatIsThereOfEachModel() {
    server.whole(WEIGHTS);
    assertEquals(Main.OK, models("list"), err.toString());
    assertTrue(
        line("ours").matches("ours +vae-encoder +ships +[\\d.]+ [kM]B +Apache-2.0 +in the jar"));
    assertTrue(
        line("one").matches("one +vae-encoder +missing +- +MIT +get it from http.*one.onnx"),
        line("one"));
    assertTrue(out.toString().contains("To get what is missing: ./clipmill models fetch ID"));
    assertEquals(Main.OK, models("fetch", "one"), err.toString());
    assertEquals(Main.OK, models("list"));
    assertTrue(line("one").matches("one +vae-encoder +present +14 bytes +MIT .*"), line("one"));
  }

  @Test
  void aModelInDetailSaysFileSourceAndHash() {
    assertEquals(Main.OK, models("list", "one"));
    assertTrue(out.toString().startsWith("one: vae-encoder, missing, licence MIT"), "" + out);
    assertTrue(out.toString().contains("    file    " + folder.resolve("one.onnx")), "" + out);
    assertTrue(out.toString().contains("    source  " + server.address("/one.onnx")), "" + out);
  }

  @Test
  void aFetchBringsTheFileAndAnotherOneFindsIt() throws IOException {
    server.whole(WEIGHTS);
    assertEquals(Main.OK, models("fetch", "one", "one"), err.toString());
    assertEquals("weights of one", Files.readString(folder.resolve("one.onnx")));
    assertTrue(out.toString().contains("one model: 14 bytes in "), "" + out);
    assertEquals(Main.OK, models("fetch", "one", "ours"), err.toString());
    assertTrue(out.toString().contains("one model: is there already, 14 bytes"), "" + out);
    assertTrue(out.toString().contains("ours: ships with Clipmill, nothing to fetch"), "" + out);
    assertEquals(1, server.asked().size());
  }

  @Test
  void aHashThatNobodyKnewIsPrintedAsItWouldStandInTheCatalogue() throws IOException {
    server.whole(WEIGHTS);
    assertEquals(Main.OK, models("fetch", "unhashed"), err.toString());
    String hash = Fingerprint.sha256Of(new ByteArrayInputStream(WEIGHTS));
    assertTrue(out.toString().contains("below models.unhashed\n    sha256: " + hash), "" + out);
  }

  @Test
  void aWrongFileIsRefusedWithAddressAndBothHashes() throws IOException {
    server.whole(new byte[] {1});
    assertEquals(Main.BAD_SETTINGS, models("fetch", "one"));
    String said = err.toString();
    assertTrue(
        said.contains("  one: Cannot use what came from " + server.address("/one.onnx")), said);
    assertTrue(said.contains(Fingerprint.sha256Of(new ByteArrayInputStream(WEIGHTS))), said);
    assertTrue(said.contains(Fingerprint.sha256Of(new ByteArrayInputStream(new byte[] {1}))), said);
    assertFalse(Files.exists(folder.resolve("one.onnx")));
  }

  @Test
  void aFileInTheWayIsReplacedOnlyWhenAsked() throws IOException {
    Files.writeString(folder.resolve("one.onnx"), "mine");
    assertEquals(Main.BAD_SETTINGS, models("fetch", "one"));
    assertTrue(err.toString().contains("--replace"), "" + err);
    server.whole(WEIGHTS);
    assertEquals(Main.OK, models("fetch", "one", "--replace"), err.toString());
    assertEquals("weights of one", Files.readString(folder.resolve("one.onnx")));
  }

  @Test
  void unknownModelsAreAllNamedWithTheKnownOnes() {
    assertEquals(Main.BAD_SETTINGS, models("fetch", "two", "one", "three"));
    assertTrue(
        err.toString().contains("Was model two; allowed: embed-small, one, ours,"), "" + err);
    assertTrue(err.toString().contains("Was model three; "), "" + err);
    assertEquals(List.of(), server.asked());
  }

  @Test
  void aFetchOfNothingSaysWhatThereIs() {
    assertEquals(Main.BAD_SETTINGS, models("fetch"));
    assertTrue(
        err.toString().contains("named no model; allowed: embed-small, one, ours,"), "" + err);
  }

  @Test
  void aFolderThatIsNoneIsNamed() {
    assertEquals(Main.BAD_SETTINGS, models("fetch", "one", "--from", "/no/such/stick"));
    assertTrue(err.toString().contains("--from: was /no/such/stick, which is no folder"), "" + err);
  }

  @Test
  void verifyingRunsAPictureThroughAllThatIsThere() {
    assertEquals(Main.OK, models("verify"), err.toString());
    for (String shipped : List.of("ours: ok, vae-encoder", "embed-small: ok", "text-small: ok")) {
      assertTrue(out.toString().contains(shipped), "" + out);
    }
    assertTrue(
        out.toString()
            .matches("(?s).*\\bours: ok, vae-encoder, loaded in \\d+ ms, one picture in .*"),
        "" + out);
    assertTrue(out.toString().contains("  model: frames: pixels float32 "), "" + out);
    assertTrue(out.toString().contains("  gave maps: 8x"), "" + out);
    assertTrue(out.toString().contains("Not there, and so not verified: one, unhashed"), "" + out);
  }

  @Test
  void verifyingWhatIsNotThereNamesTheCommandThatFetchesIt() {
    assertEquals(Main.BAD_SETTINGS, models("verify", "one", "ours"));
    assertTrue(out.toString().contains("one: FAILS, see below"), "" + out);
    assertTrue(out.toString().contains("ours: ok"), "" + out);
    assertEquals(
        "Cannot go on:\n  Missing model one: no file "
            + folder.resolve("one.onnx")
            + "; get it from "
            + server.address("/one.onnx")
            + " (licence MIT): clipmill models fetch one\n",
        err.toString());
  }

  @Test
  void verifyingAFileThatIsNoModelFails() throws IOException {
    Files.writeString(folder.resolve("unhashed.onnx"), "no model at all");
    assertEquals(Main.BAD_SETTINGS, models("verify"));
    assertTrue(err.toString().contains(folder.resolve("unhashed.onnx").toString()), "" + err);
    assertTrue(out.toString().contains("unhashed: FAILS, see below"), "" + out);
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command : List.of("list", "fetch", "verify")) {
      assertEquals(Main.OK, models(command, "--help"));
      assertTrue(out.toString().contains("Example: clipmill models " + command), "" + out);
    }
    assertEquals(
        Main.BAD_SETTINGS,
        Main.run(new String[] {"models"}, new PrintWriter(out), new PrintWriter(err, true)));
    assertTrue(err.toString().startsWith("Name one of list, fetch and verify"), "" + err);
  }
}
