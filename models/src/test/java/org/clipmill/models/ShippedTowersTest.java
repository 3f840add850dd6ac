package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The models that ship, as the catalogue names them, give what {@code
 * models/training/write_goldens.py} recorded, from the raw picture and the bare text on.
 */
final class ShippedTowersTest {
  /** The text tower is quantised as it runs: processors and versions differ a little. */
  private static final double COSINE_TOLERANCE = 0.01;

  private static final int WIDTH = 160;
  private static final int HEIGHT = 90;

  private final JsonNode golden = golden();
  private final ModelCache models = new ModelCache();

  ShippedTowersTest() throws IOException {}

  @AfterEach
  void freeModels() {
    models.close();
  }

  @Test
  void theEmbedderGivesTheRecordedVector() {
    try (FrameEncoder embedder = models.encoder(ModelCatalog.shipped().checked("embed-small"))) {
      float[] vector = embedder.encode(List.of(picture())).get(0).values();
      assertArrayEquals(floats(golden.get("embed-small")), vector, 1e-4f);
    }
  }

  @Test
  void theTextScorerGivesTheRecordedCosines() {
    ModelEntry entry = ModelCatalog.shipped().checked("text-small");
    try (FrameTextScorer scorer = models.textScorer(entry)) {
      for (JsonNode text : golden.get("text-small").get("texts")) {
        double score = scorer.query(text.get("text").asText()).scores(List.of(picture()))[0];
        double logit = Math.log(score / (1 - score));
        double cosine = (logit - entry.score().bias()) / entry.score().scale();
        assertEquals(
            text.get("cosine").asDouble(), cosine, COSINE_TOLERANCE, text.get("text").asText());
      }
    }
  }

  /** Gives the picture of the goldens, which a formula paints. */
  private static RgbFrame picture() {
    byte[] rgb = new byte[RgbFrame.CHANNELS * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int pixel = RgbFrame.CHANNELS * (y * WIDTH + x);
        rgb[pixel] = (byte) (2 * x + y);
        rgb[pixel + 1] = (byte) (x ^ y);
        rgb[pixel + 2] = (byte) (3 * y);
      }
    }
    return new RgbFrame(WIDTH, HEIGHT, rgb);
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  private static JsonNode golden() throws IOException {
    String name = "/zoo-golden.json";
    try (InputStream in = ShippedTowersTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    }
  }
}
