package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameEncoderContract;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.sample.NpyFloats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxFrameEncoderTest extends FrameEncoderContract {
  private static final float LATENT_TOLERANCE = 1e-4f;

  @TempDir Path folder;
  private ModelCache cache;
  private ModelEntry tiny;

  @BeforeEach
  void readCatalog() throws IOException {
    cache = new ModelCache();
    tiny = TestModels.tinyConv(folder).checked("tiny");
  }

  @AfterEach
  void closeModels() {
    cache.close();
  }

  @Override
  protected int width() {
    return 240;
  }

  @Override
  protected int height() {
    return 240;
  }

  @Override
  protected FrameEncoder open() {
    return cache.encoder(tiny);
  }

  @Test
  void momentsOfTwoFramesEqualPyTorchs() throws IOException {
    List<RgbFrame> frames = new ArrayList<>();
    for (String name : List.of("pan_0000.png", "pan_0001.png")) {
      frames.add(TestModels.picture(TestModels.resource(name)));
    }
    NpyFloats golden = TestModels.array(TestModels.resource("latents_tiny_conv_pan.npy"));
    try (FrameEncoder encoder = open()) {
      List<FrameCode> codes = encoder.encode(frames);
      checkLatents(golden, codes);
      assertEquals(8, codes.get(0).channels());
      assertEquals(30, codes.get(0).height());
      assertEquals(30, codes.get(0).width());
      float[] a = codes.get(0).values();
      float[] b = codes.get(1).values();
      assertEquals(2.1677340555470437e-05, meanSquare(a, b), 1e-9);
      assertEquals(0.993773341178894, cosine(a, b), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv", "ldm"})
  void aWholeSceneEqualsTheGoldenNumbers(String kind) throws IOException {
    Path golden = SharedFiles.require("golden/supershy");
    Path file = golden.resolve("encoder_tiny_" + kind + ".onnx");
    Files.copy(file, folder.resolve("golden.onnx"));
    List<RgbFrame> frames = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Path picture = golden.resolve("transformed/pan/%04d.png".formatted(i));
      frames.add(TestModels.picture(Files.newInputStream(picture)));
    }
    ModelEntry entry = entry("tiny.onnx", "golden.onnx");
    try (FrameEncoder encoder = cache.encoder(entry)) {
      List<FrameCode> codes = encoder.encode(frames);
      Path latents = golden.resolve("latents_tiny_" + kind + "_pan.npy");
      checkLatents(TestModels.array(Files.newInputStream(latents)), codes);
      JsonNode metrics = new ObjectMapper().readTree(golden.resolve("metrics.json").toFile());
      checkPairs(metrics.get("pan").get("emb_tiny_" + kind), codes);
    }
  }

  @Test
  void theShippedEncoderGivesMomentsAtAnEighthOfTheSize() throws IOException {
    Assumptions.assumeTrue(
        ModelCatalog.class.getResource("/zoo/vae-small/model.onnx") != null,
        "skipped: this build ships no vae-small");
    RgbFrame frame = TestModels.picture(TestModels.resource("pan_0000.png"));
    try (FrameEncoder encoder = cache.encoder(ModelCatalog.shipped().checked("vae-small"))) {
      FrameCode code = encoder.encode(List.of(frame)).get(0);
      assertEquals(List.of(8, 30, 30), List.of(code.channels(), code.height(), code.width()));
    }
  }

  @Test
  void withoutASizeEveryFrameIsTakenAsItIs() throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.identity("pixels", "moments", -1, 3, -1, -1));
    try (FrameEncoder encoder = cache.encoder(entry(", size: 240x240", ""))) {
      for (int width : new int[] {160, 32, 200}) {
        RgbFrame frame = new RgbFrame(width, 96, new byte[width * 96 * 3]);
        FrameCode code = encoder.encode(List.of(frame, frame)).get(1);
        assertEquals(List.of(3, 96, width), List.of(code.channels(), code.height(), code.width()));
      }
    }
  }

  @Test
  void pixelsAreNormalisedAsTheEntrySays() throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.identity("pixels", "moments", -1, 3, -1, -1));
    ModelEntry entry = entry("size: 240x240", "mean: [0.5, 0, 0.25], std: [0.5, 1, 0.125]");
    byte[] rgb = {(byte) 255, (byte) 51, 0, 0, 0, (byte) 255};
    try (FrameEncoder encoder = cache.encoder(entry)) {
      float[] values = encoder.encode(List.of(new RgbFrame(2, 1, rgb))).get(0).values();
      assertArrayEquals(new float[] {1, -1, 51 / 255f, 0, -2, 6}, values);
    }
  }

  @Test
  void framesOfAnotherSizeThanTheEntrysAreBad() {
    RgbFrame other = new RgbFrame(64, 48, new byte[64 * 48 * 3]);
    try (FrameEncoder encoder = open()) {
      var error = assertThrows(ClipException.class, () -> encoder.encode(List.of(other)));
      assertEquals(
          "Cannot run model tiny: saw frames of 64x48, expected 240x240", error.getMessage());
      assertEquals(ClipError.MODEL_FAILED, error.error());
    }
  }

  @Test
  void aFrameThatTheModelCannotTakeIsABadClip() throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.projection(TinyOnnx.Kind.FLOAT32));
    try (FrameEncoder encoder = cache.encoder(entry(", size: 240x240", ""))) {
      RgbFrame other = new RgbFrame(48, 64, new byte[64 * 48 * 3]);
      var error = assertThrows(ClipException.class, () -> encoder.encode(List.of(other)));
      String start = "Cannot run model tiny on 1 frames of 48x64: ";
      assertTrue(error.getMessage().startsWith(start), error.getMessage());
      assertTrue(error.getMessage().contains("MatMul"), error.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(TinyOnnx.Kind.class)
  void weightsOfEveryPrecisionGiveTheirProducts(TinyOnnx.Kind kind) throws IOException {
    Files.write(folder.resolve("tiny.onnx"), TinyOnnx.projection(kind));
    byte[] rgb = new byte[64 * 2 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 37);
    }
    try (FrameEncoder encoder = cache.encoder(entry(", size: 240x240", ""))) {
      FrameCode code = encoder.encode(List.of(new RgbFrame(64, 2, rgb))).get(0);
      assertEquals(List.of(3, 2, 8), List.of(code.channels(), code.height(), code.width()));
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < 2; y++) {
          for (int i = 0; i < 8; i++) {
            double sum = 0.0;
            for (int x = 0; x < 64; x++) {
              sum += (rgb[(y * 64 + x) * 3 + channel] & 0xFF) / 255.0 * TinyOnnx.weight(x, i);
            }
            // Halves have 11 bits; the largest sum is below 16.
            double tolerance = kind == TinyOnnx.Kind.FLOAT16 ? 0.02 : 1e-5;
            assertEquals(sum, code.values()[(channel * 2 + y) * 8 + i], tolerance);
          }
        }
      }
    }
  }

  @Test
  void aModelIsLoadedOnceForAllEncoders() throws IOException {
    try (FrameEncoder first = open()) {
      Files.delete(folder.resolve("tiny.onnx"));
      try (FrameEncoder second = open()) {
        assertArrayEquals(
            first.encode(noise(1)).get(0).values(), second.encode(noise(1)).get(0).values());
      }
    }
  }

  @Test
  void nativeMemoryDoesNotGrow() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "skipped: no /proc");
    List<RgbFrame> frames = noise(9);
    encodeRepeatedly(200, frames);
    long before = residentKib(status);
    encodeRepeatedly(500, frames);
    long grown = residentKib(status) - before;
    // The outputs alone would be 126 MiB, the inputs fifty times that.
    assertTrue(grown < 64 * 1024, "grew by " + grown + " KiB");
  }

  private void encodeRepeatedly(int times, List<RgbFrame> frames) {
    for (int i = 0; i < times; i += 10) {
      try (FrameEncoder encoder = open()) {
        for (int j = 0; j < 10; j++) {
          encoder.encode(frames);
        }
      }
    }
  }

  /** Gives what the process holds in memory; the collection hands free heap back before. */
  private static long residentKib(Path status) throws IOException {
    System.gc();
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private ModelEntry entry(String from, String to) throws IOException {
    return TestModels.edited(folder, from, to).checked("tiny");
  }

  private static void checkLatents(NpyFloats golden, List<FrameCode> codes) {
    int length = golden.shape()[1];
    for (int i = 0; i < golden.shape()[0]; i++) {
      float[] expected = Arrays.copyOfRange(golden.values(), i * length, (i + 1) * length);
      assertArrayEquals(expected, codes.get(i).values(), LATENT_TOLERANCE);
    }
  }

  private static void checkPairs(JsonNode golden, List<FrameCode> codes) {
    double mse = 0.0;
    double cos = 0.0;
    int pairs = codes.size() - 1;
    for (int i = 0; i < pairs; i++) {
      float[] a = codes.get(i).values();
      float[] b = codes.get(i + 1).values();
      assertEquals(golden.get("mse_pairs").get(i).asDouble(), meanSquare(a, b), 1e-6);
      assertEquals(golden.get("cos_pairs").get(i).asDouble(), cosine(a, b), 1e-5);
      mse += meanSquare(a, b) / pairs;
      cos += cosine(a, b) / pairs;
    }
    assertEquals(golden.get("mse").asDouble(), mse, 1e-6);
    assertEquals(golden.get("cos_sim").asDouble(), cos, 1e-5);
  }

  private static double meanSquare(float[] a, float[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum / a.length;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
