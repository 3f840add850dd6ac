package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.PillowResize;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

/**
 * The towers that ship give in plain ONNX Runtime what {@code models/training/write_goldens.py}
 * recorded, from the raw picture on.
 */
final class ShippedTowersTest {
  private static final int SIDE = 96;

  /** The text tower is quantised as it runs: processors and versions differ a little. */
  private static final double TEXT_TOLERANCE = 0.01;

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final JsonNode golden = new ObjectMapper().readTree(bytes("/zoo-golden.json"));

  ShippedTowersTest() throws IOException {}

  @Test
  void theEmbedderGivesTheRecordedVector() throws IOException, OrtException {
    float[] vector = vectorOf("/zoo/embed-small/model.onnx");
    assertArrayEquals(floats(golden.get("embed-small")), vector, 1e-4f);
    assertEquals(1, dot(vector, vector), 1e-5);
  }

  @Test
  void bothTowersOfTheTextScorerGiveTheRecordedVectorsAndCosines()
      throws IOException, OrtException {
    JsonNode expected = golden.get("text-small");
    float[] picture = vectorOf("/zoo/text-small/vision.onnx");
    assertArrayEquals(floats(expected.get("picture")), picture, 1e-4f);
    try (OrtSession session = ENVIRONMENT.createSession(bytes("/all-minilm-l6-v2-q.onnx"))) {
      for (JsonNode text : expected.get("texts")) {
        float[] vector = vectorOf(session, text.get("input_ids"));
        double alike = dot(vector, floats(text.get("vector")));
        assertTrue(alike > 1 - TEXT_TOLERANCE, text.get("text") + ": " + alike);
        assertEquals(text.get("cosine").asDouble(), dot(picture, vector), TEXT_TOLERANCE);
      }
    }
  }

  private static float[] vectorOf(String resource) throws IOException, OrtException {
    try (OrtSession session = ENVIRONMENT.createSession(bytes(resource));
        OnnxTensor pixels =
            OnnxTensor.createTensor(
                ENVIRONMENT, FloatBuffer.wrap(planes()), new long[] {1, 3, SIDE, SIDE});
        OrtSession.Result result = session.run(Map.of("pixels", pixels))) {
      return ((float[][]) result.get("embedding").orElseThrow().getValue())[0];
    }
  }

  /** Gives the mean over all tokens, of length 1. */
  private static float[] vectorOf(OrtSession session, JsonNode tokens) throws OrtException {
    long[][] ids = new long[1][tokens.size()];
    long[][] mask = new long[1][tokens.size()];
    for (int i = 0; i < ids[0].length; i++) {
      ids[0][i] = tokens.get(i).asLong();
    }
    Arrays.fill(mask[0], 1);
    try (OnnxTensor inputIds = OnnxTensor.createTensor(ENVIRONMENT, ids);
        OnnxTensor attention = OnnxTensor.createTensor(ENVIRONMENT, mask);
        OnnxTensor types = OnnxTensor.createTensor(ENVIRONMENT, new long[1][tokens.size()]);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", inputIds, "attention_mask", attention, "token_type_ids", types))) {
      float[][] states =
          ((float[][][]) result.get("last_hidden_state").orElseThrow().getValue())[0];
      float[] sum = new float[states[0].length];
      for (float[] state : states) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += state[i];
        }
      }
      double length = Math.sqrt(dot(sum, sum));
      for (int i = 0; i < sum.length; i++) {
        sum[i] = (float) (sum[i] / length);
      }
      return sum;
    }
  }

  /** Gives the picture of the goldens, squeezed to the networks' size, [3][SIDE][SIDE] in 0..1. */
  private static float[] planes() {
    int width = 160;
    int height = 90;
    byte[] rgb = new byte[RgbFrame.CHANNELS * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = RgbFrame.CHANNELS * (y * width + x);
        rgb[pixel] = (byte) (2 * x + y);
        rgb[pixel + 1] = (byte) (x ^ y);
        rgb[pixel + 2] = (byte) (3 * y);
      }
    }
    FrameSize source = new FrameSize(width, height);
    RgbFrame small =
        new PillowResize(source, new FrameSize(SIDE, SIDE), ResizeFilter.BILINEAR)
            .apply(new RgbFrame(width, height, rgb));
    float[] planes = new float[RgbFrame.CHANNELS * SIDE * SIDE];
    for (int i = 0; i < planes.length; i++) {
      int channel = i / (SIDE * SIDE);
      int pixel = i % (SIDE * SIDE);
      planes[i] = (small.bytes()[RgbFrame.CHANNELS * pixel + channel] & 0xFF) / 255f;
    }
    return planes;
  }

  private static double dot(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += (double) first[i] * second[i];
    }
    return sum;
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream stream = ShippedTowersTest.class.getResourceAsStream(resource)) {
      assertTrue(stream != null, resource);
      return stream.readAllBytes();
    }
  }
}
