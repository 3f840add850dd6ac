package org.clipmill.models;

import static org.clipmill.models.Contract.PICTURES;
import static org.clipmill.models.Contract.array;
import static org.clipmill.models.Contract.committed;
import static org.clipmill.models.Contract.entry;
import static org.clipmill.models.Contract.golden;
import static org.clipmill.models.Contract.picture;
import static org.clipmill.models.Contract.shared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.encode.ShotBoundaries;
import org.clipmill.core.encode.ShotDetector;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.sample.NpyFloats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of model gives what PyTorch gives for the same file, from picture and words on. */
final class ContractTest {
  private static final float TOLERANCE = 1e-4f;

  private final ModelCache cache = new ModelCache();
  @TempDir Path folder;

  @AfterEach
  void closeModels() {
    cache.close();
  }

  @Test
  void clipImagesGiveTheirVectors() throws IOException {
    assertVectors(clip("model"), array(shared("clip/image_embeds_unit.npy")));
    assertVectors(clip("text_model"), array(shared("clip/image_embeds.npy")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text_model", "text_model_ids_only", "model"})
  void clipScoresFramesAgainstCaptions(String text) throws IOException {
    JsonNode golden = golden("clip");
    try (FrameTextScorer scorer = cache.textScorer(clip(text))) {
      assertScores(golden.get("captions"), golden.get("cosine_image_by_caption"), scorer);
    }
  }

  private ModelEntry clip(String text) throws IOException {
    Path tokenizer = SharedFiles.require("weights/clip_tokenizer.json");
    String networks =
        text.equals("model")
            ? "model: {file: %s}".formatted(shared("clip/model.onnx"))
            : "vision: {file: %s}, text: {file: %s}"
                .formatted(shared("clip/vision_model.onnx"), shared("clip/" + text + ".onnx"));
    return entry(
        folder, "preset: clip\nfiles: {%s, tokenizer: {file: %s}}".formatted(networks, tokenizer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text_model", "model"})
  void siglipScoresFramesAgainstCaptions(String text) throws IOException {
    JsonNode golden = golden("siglip");
    Path tokenizer = Contract.numberTokenizer(folder, golden.get("token_ids"));
    String networks =
        text.equals("model")
            ? "model: {file: %s}".formatted(shared("siglip/model.onnx"))
            : "vision: {file: %s}, text: {file: %s}"
                .formatted(shared("siglip/vision_model.onnx"), shared("siglip/text_model.onnx"));
    ModelEntry entry =
        entry(
            folder,
            """
            preset: siglip
            files: {%s, tokenizer: {file: %s}}
            score: {scale: 20, bias: -1.5}
            """
                .formatted(networks, tokenizer));
    try (FrameTextScorer scorer = cache.textScorer(entry)) {
      assertNumbers(golden.get("token_ids"), golden.get("sigmoid_image_by_caption"), scorer);
    }
    if (text.equals("text_model")) {
      assertVectors(entry, array(shared("siglip/image_pooler_output.npy")));
    }
  }

  @Test
  void blipScoresFramesAgainstCaptions() throws IOException {
    JsonNode golden = golden("blip-itm");
    Path tokenizer = Contract.numberTokenizer(folder, golden.get("token_ids"));
    ModelEntry entry =
        entry(
            folder,
            """
            preset: blip-itm
            batch: 2
            files: {model: {file: %s}, tokenizer: {file: %s}}
            """
                .formatted(shared("blip-itm/model.onnx"), tokenizer));
    try (FrameTextScorer scorer = cache.textScorer(entry)) {
      assertNumbers(golden.get("token_ids"), golden.get("similarity_image_by_caption"), scorer);
      FrameTextScorer.Query query = scorer.query(Contract.words(golden.get("token_ids").get(1)));
      double[] three = query.scores(List.of(picture(0), picture(0), picture(0)));
      double expected = golden.get("similarity_image_by_caption").get(0).get(1).asDouble();
      assertArrayEquals(new double[] {expected, expected, expected}, three, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooler_output", "last_hidden_state"})
  void dinoTakesItsClassToken(String output) throws IOException {
    ModelEntry entry =
        entry(
            folder,
            """
            preset: dinov2
            files: {model: {file: %s}}
            output: {name: %s, channels: 64}
            """
                .formatted(shared("dinov2/model.onnx"), output));
    assertVectors(entry, array(shared("dinov2/pooler_output.npy")));
  }

  @ParameterizedTest
  @CsvSource({
    "'short-side: 224, crop: 224, filter: bilinear', logits.npy",
    "'size: 224x224, filter: bilinear', logits_squashed.npy"
  })
  void momentsGiveALogitForEachLabel(String resize, String expected) throws IOException {
    ModelEntry entry =
        entry(
            folder,
            """
            preset: classifier
            files: {model: {file: %s}, labels: {file: %s}}
            input: {resize: {%s}}
            """
                .formatted(shared("moments/model.onnx"), shared("moments/labels.txt"), resize));
    NpyFloats logits = array(shared("moments/" + expected));
    try (FrameClassifier classifier = cache.classifier(entry)) {
      assertEquals(339, classifier.labels().size());
      assertEquals("label_103", classifier.labels().get(103));
      for (int i = 0; i < PICTURES.size(); i++) {
        assertRow(logits, i, classifier.logits(List.of(picture(i))).get(0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"224x224", "320x180", "160x96"})
  void trunksKeepTheShapeOfFrames(String size) throws IOException {
    NpyFloats maps = array(shared("rmac/features_" + size + ".npy"));
    for (int i = 0; i < PICTURES.size(); i++) {
      assertRow(maps, i, maps(picture(i), shared("rmac/model.onnx"), size));
    }
  }

  @Test
  void trunksKeepTheShapeOfCommittedFrames() throws IOException {
    NpyFloats maps = array(committed("rmac/features_160x96.npy"));
    Path model = committed("rmac/model.onnx");
    for (int i : new int[] {0, 2}) {
      RgbFrame picture = picture(committed("images/" + PICTURES.get(i) + ".png"));
      assertRow(maps, i, maps(picture, model, "160x96"));
    }
  }

  private float[] maps(RgbFrame picture, Path model, String size) throws IOException {
    ModelEntry entry =
        entry(
            folder,
            """
            preset: feature-maps
            file: %s
            input: {resize: {size: %s, filter: bilinear}}
            """
                .formatted(model, size));
    try (FeatureMapExtractor extractor = cache.featureMaps(entry)) {
      return extractor.maps(List.of(picture)).get(0).values();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zero_to_one, '[0, 0, 0]', '[1, 1, 1]'",
    "minus_one_to_one, '[0.5, 0.5, 0.5]', '[0.5, 0.5, 0.5]'"
  })
  void autoencodersGiveMomentsInBothRanges(String range, String mean, String std)
      throws IOException {
    ModelEntry entry =
        entry(
            folder,
            """
            preset: autoencoder-kl
            file: %s
            input: {resize: {size: 128x72, filter: bicubic}, mean: %s, std: %s}
            output: {channels: 8}
            """
                .formatted(shared("vae/model.onnx"), mean, std));
    assertVectors(entry, array(shared("vae/moments_" + range + ".npy")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "model_uint8.onnx"})
  void shotsOfAWholeVideoAreFound(String model) throws IOException {
    JsonNode golden = golden(committed("transnetv2/golden.json"));
    ModelEntry entry =
        entry(folder, "preset: transnetv2\nfile: " + committed("transnetv2/" + model));
    try (ShotDetector detector = cache.shotDetector(entry)) {
      ShotBoundaries found = detector.detect(formulaVideo(golden.get("video")));
      assertProbabilities("video_single_frame_logits.npy", found.ends());
      assertProbabilities("video_many_hot.npy", found.transitions());
      List<ShotBoundaries.Shot> shots = new ArrayList<>();
      for (JsonNode scene : golden.get("whole_video").get("scenes")) {
        shots.add(new ShotBoundaries.Shot(scene.get(0).asInt(), scene.get(1).asInt() + 1));
      }
      assertEquals(shots, found.shots(0.5));
    }
  }

  private static void assertProbabilities(String file, float[] seen) throws IOException {
    float[] logits = array(committed("transnetv2/" + file)).values();
    assertEquals(logits.length, seen.length);
    for (int i = 0; i < logits.length; i++) {
      assertEquals(1 / (1 + Math.exp(-logits[i])), seen[i], TOLERANCE);
    }
  }

  private static List<RgbFrame> formulaVideo(JsonNode video) {
    List<RgbFrame> frames = new ArrayList<>();
    for (int t = 0; t < video.get("frames").asInt(); t++) {
      int s = 0;
      while (s + 1 < video.get("scene_starts").size()
          && video.get("scene_starts").get(s + 1).asInt() <= t) {
        s++;
      }
      byte[] rgb = new byte[27 * 48 * 3];
      for (int i = 0; i < rgb.length; i++) {
        int x = i / 3 % 48;
        int y = i / 3 / 48;
        rgb[i] = (byte) (3 * x + 5 * y + 40 * (i % 3) + t + 90 * s + x * y * s / 8);
      }
      frames.add(new RgbFrame(48, 27, rgb));
    }
    return frames;
  }

  private void assertVectors(ModelEntry entry, NpyFloats expected) throws IOException {
    try (FrameEncoder encoder = cache.encoder(entry)) {
      for (int i = 0; i < PICTURES.size(); i++) {
        assertRow(expected, i, encoder.encode(List.of(picture(i))).get(0).values());
      }
    }
  }

  private static void assertRow(NpyFloats expected, int row, float[] seen) {
    int length = expected.values().length / expected.shape()[0];
    float[] one = Arrays.copyOfRange(expected.values(), row * length, (row + 1) * length);
    assertArrayEquals(one, seen, TOLERANCE);
  }

  private static void assertScores(JsonNode captions, JsonNode expected, FrameTextScorer scorer)
      throws IOException {
    for (int caption = 0; caption < captions.size(); caption++) {
      assertScores(scorer.query(captions.get(caption).asText()), expected, caption);
    }
  }

  private static void assertNumbers(JsonNode ids, JsonNode expected, FrameTextScorer scorer)
      throws IOException {
    for (int caption = 0; caption < ids.size(); caption++) {
      assertScores(scorer.query(Contract.words(ids.get(caption))), expected, caption);
    }
  }

  private static void assertScores(FrameTextScorer.Query query, JsonNode expected, int caption)
      throws IOException {
    for (int i = 0; i < PICTURES.size(); i++) {
      double score = query.scores(List.of(picture(i)))[0];
      assertEquals(expected.get(i).get(caption).asDouble(), score, TOLERANCE);
    }
  }
}
