package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Towers that know colours: what a frame and a text score can be told by hand. */
final class TextScorerTest {
  private static final double ROUNDING = 1e-6;
  private static final String TOWERS =
      """
      task: text-scorer
      files: {vision: {file: vision.onnx}, text: {file: text.onnx}, tokenizer: {file: words.json}}
      text: {context: 4, pad-id: 3, padding: context, output: {pooling: mean}}
      """;
  private static final String PAIRS =
      """
      task: pair-scorer
      batch: 2
      files: {model: {file: pairs.onnx}, tokenizer: {file: words.json}}
      text: {context: 4, pad-id: 3}
      """;

  private final ModelCache cache = new ModelCache();
  @TempDir Path folder;

  @BeforeEach
  void writeModels() throws IOException {
    Files.write(folder.resolve("vision.onnx"), TinyOnnx.meanColour("pixel_values", "image_embeds"));
    Files.write(folder.resolve("text.onnx"), TinyOnnx.textTower());
    Files.write(folder.resolve("both.onnx"), TinyOnnx.bothTowers());
    Files.write(folder.resolve("pairs.onnx"), TinyOnnx.pairs());
    writeTokenizer(TinyOnnx.WORDS);
  }

  @AfterEach
  void closeModels() {
    cache.close();
  }

  private void writeTokenizer(List<String> words) throws IOException {
    Map<String, Integer> vocabulary = new TreeMap<>();
    words.forEach(word -> vocabulary.put(word, vocabulary.size()));
    Map<String, Object> tokenizer =
        Map.of(
            "version", "1.0",
            "added_tokens", List.of(),
            "pre_tokenizer", Map.of("type", "WhitespaceSplit"),
            "model", Map.of("type", "WordLevel", "vocab", vocabulary, "unk_token", "dark"));
    new ObjectMapper().writeValue(folder.resolve("words.json").toFile(), tokenizer);
  }

  private static RgbFrame plain(int red, int green, int blue) {
    byte[] rgb = new byte[6 * 4 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return new RgbFrame(6, 4, rgb);
  }

  @Test
  void aScoreIsTheCosineOfMeanColourAndMeanWord() throws IOException {
    List<RgbFrame> frames = List.of(plain(255, 0, 0), plain(0, 200, 0), plain(90, 90, 0));
    try (FrameTextScorer scorer = cache.textScorer(Contract.entry(folder, TOWERS))) {
      double half = Math.sqrt(0.5);
      assertArrayEquals(new double[] {1, 0, half}, scorer.query("red").scores(frames), ROUNDING);
      double[] both = scorer.query("red green").scores(frames);
      assertArrayEquals(new double[] {half, half, 1}, both, ROUNDING);
      assertArrayEquals(new double[0], scorer.query("blue").scores(List.of()));
    }
  }

  @Test
  void bothTowersInOneFileScoreTheSame() throws IOException {
    String joint =
        """
        task: text-scorer
        files: {model: {file: both.onnx}, tokenizer: {file: words.json}}
        text: {context: 4, pad-id: 3}
        score: {kind: sigmoid, scale: 2, bias: -1}
        """;
    try (FrameTextScorer scorer = cache.textScorer(Contract.entry(folder, joint))) {
      double[] scores = scorer.query("blue").scores(List.of(plain(0, 0, 7), plain(7, 0, 0)));
      double[] expected = {1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(1))};
      assertArrayEquals(expected, scores, ROUNDING);
    }
  }

  @Test
  void pairsAreScoredTogether() throws IOException {
    List<RgbFrame> frames = List.of(plain(255, 0, 0), plain(0, 51, 0), plain(0, 255, 255));
    try (FrameTextScorer scorer = cache.textScorer(Contract.entry(folder, PAIRS))) {
      double[] scores = scorer.query("red green").scores(frames);
      double[] products = {0.5, 0.1, 0.5};
      double[] expected = Arrays.stream(products).map(p -> 1 / (1 + Math.exp(-2 * p))).toArray();
      assertArrayEquals(expected, scores, ROUNDING);
    }
  }

  @Test
  void aTextThatIsTooLongIsCut() throws IOException {
    List<RgbFrame> frames = List.of(plain(255, 0, 0));
    try (FrameTextScorer scorer = cache.textScorer(Contract.entry(folder, TOWERS))) {
      assertArrayEquals(
          scorer.query("red blue red blue").scores(frames),
          scorer.query("red blue red blue green green green").scores(frames));
    }
  }

  @Test
  void aBlankTextIsBad() throws IOException {
    try (FrameTextScorer scorer = cache.textScorer(Contract.entry(folder, TOWERS))) {
      var error = assertThrows(ClipException.class, () -> scorer.query(" \t"));
      assertEquals(
          "Cannot score frames by model it: saw a blank text, expected words", error.getMessage());
    }
  }

  @Test
  void aTokenizerWithMoreWordsThanTheNetworkIsRefused() throws IOException {
    writeTokenizer(List.of("red", "green", "blue", "dark", "bright"));
    for (String lines : List.of(TOWERS, PAIRS)) {
      ModelEntry entry = Contract.entry(folder, lines);
      var error = assertThrows(ConfigException.class, () -> cache.textScorer(entry).close());
      assertTrue(error.getMessage().contains("id 4"), error.getMessage());
      assertTrue(error.getMessage().contains("out of data bounds"), error.getMessage());
    }
  }

  @Test
  void aMissingTokenizerIsNamed() throws IOException {
    Files.delete(folder.resolve("words.json"));
    var error = assertThrows(ConfigException.class, () -> Contract.entry(folder, TOWERS));
    assertEquals(
        "Missing model it: no file "
            + folder.resolve("words.json").toAbsolutePath()
            + "; its entry names no source to get it from",
        error.getMessage());
    String without = TOWERS.replace(", tokenizer: {file: words.json}", "");
    var missing = assertThrows(ConfigException.class, () -> Contract.entry(folder, without));
    assertTrue(
        missing.getMessage().endsWith("files.tokenizer: Missing, which a text-scorer needs"),
        missing.getMessage());
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws IOException {
    Files.writeString(folder.resolve("words.json"), "{}");
    ModelEntry entry = Contract.entry(folder, TOWERS);
    var error = assertThrows(ConfigException.class, () -> cache.textScorer(entry).close());
    assertEquals(
        "Cannot read the tokenizer of model it from "
            + folder.resolve("words.json").toAbsolutePath()
            + ": saw no vocabulary, expected model.vocab",
        error.getMessage());
  }

  @Test
  void aModelOfAnotherTaskIsRefused() throws IOException {
    ModelEntry entry = Contract.entry(folder, TOWERS);
    var error = assertThrows(ConfigException.class, () -> cache.classifier(entry).close());
    assertEquals("Cannot use model it: was a text-scorer; allowed: classifier", error.getMessage());
  }

  @Test
  void textsThatGoIntoTheImageTowerAreNoticed() throws IOException {
    String swapped = TOWERS.replace("vision.onnx", "text.onnx");
    var error = assertThrows(ConfigException.class, () -> Contract.entry(folder, swapped));
    assertTrue(
        error.getMessage().contains("saw inputs [input_ids int64 [?, ?], attention_mask int64"),
        error.getMessage());
  }
}
