package org.clipmill.models.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.models.ImageInput;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a model costs beside the same file in bare ONNX Runtime, on one thread. Not part of the
 * tests; from the root of the project:
 *
 * <pre>
 * mvn -B -ntp -pl core,models test -Dtest=EncoderBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>Bare means: tensors are ready in native memory, one run, the output as floats. Ours starts
 * from the bytes of frames of the model's size and ends with codes. "Resized" is ours too, from
 * frames of 640x360. They take turns; a figure is the median of the CPU time of the calling thread,
 * which does all the work.
 */
final class EncoderBenchmark {
  private static final int FRAMES = 8;
  private static final double SECONDS_EACH = 4.0;
  private static final String IMAGENET =
      "input: {resize: {%s, filter: bilinear}, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225]}";

  @TempDir Path folder;

  @Test
  void printTheCostOfEachModelAndBatch() throws IOException, OrtException {
    System.out.printf(
        "%-14s %5s %9s %9s %9s %7s %9s%n",
        "model", "batch", "bare ms", "ours ms", "resized", "ratio", "frames/s");
    for (int batch : new int[] {1, 8}) {
      measure("vae-small", "task: vae-encoder\nsource: zoo:vae-small", 240, batch);
      for (String name : List.of("tiny_conv", "tiny_ldm")) {
        Path file = SharedFiles.require("golden/supershy/encoder_" + name + ".onnx");
        measure(
            name,
            "task: vae-encoder\nfile: %s\ninput: {size: 240x240}".formatted(file),
            240,
            batch);
      }
      Path taesdxl = SharedFiles.require("weights/taesdxl_encoder.fp32.onnx");
      measure("taesdxl", "task: vae-encoder\nfile: " + taesdxl, 240, batch);
      Path mobilenet = SharedFiles.require("weights/mobilenet_v2_1.0_224_imagenet_u8.onnx");
      measure("mobilenet-v2", embedder(mobilenet), 224, batch);
      for (String name : List.of("clip/vision_model", "siglip/vision_model", "dinov2/model")) {
        Path file = SharedFiles.require("weights/contract/" + name + ".onnx");
        measure(name.substring(0, name.indexOf('/')) + " (tiny)", embedder(file), 224, batch);
      }
      Path moments = SharedFiles.require("weights/contract/moments/model.onnx");
      measure("moments (tiny)", embedder(moments), 224, batch);
      Path maps = SharedFiles.require("weights/contract/rmac/model.onnx");
      measure(
          "rmac (tiny)",
          "task: feature-maps\nfile: %s\n".formatted(maps) + IMAGENET.formatted("size: 224x224"),
          224,
          batch);
    }
  }

  private static String embedder(Path file) {
    return "task: image-embedder\nfile: %s\n".formatted(file) + IMAGENET.formatted("size: 224x224");
  }

  private void measure(String name, String lines, int side, int batch)
      throws IOException, OrtException {
    ModelEntry entry;
    try {
      entry = entry(lines, batch);
    } catch (ConfigException e) {
      System.out.printf("%-14s %5d %s%n", name, batch, e.getMessage());
      return;
    }
    List<RgbFrame> frames = noise(side, side);
    List<RgbFrame> large = noise(640, 360);
    try (ModelCache cache = new ModelCache();
        Runner ours = new Runner(cache, entry);
        Bare bare = new Bare(modelFile(entry), entry, frames, batch)) {
      compare(ours.run(frames), bare.run());
      List<Double> oursMillis = new ArrayList<>();
      List<Double> bareMillis = new ArrayList<>();
      List<Double> resizedMillis = new ArrayList<>();
      long end = System.nanoTime() + (long) (SECONDS_EACH * 1e9);
      while (System.nanoTime() < end || bareMillis.size() < 3) {
        bareMillis.add(millisAFrame(bare::run));
        oursMillis.add(millisAFrame(() -> ours.run(frames)));
        if (entry.input().resize() != null) {
          resizedMillis.add(millisAFrame(() -> ours.run(large)));
        }
      }
      double a = median(bareMillis);
      double b = median(oursMillis);
      String c = resizedMillis.isEmpty() ? "" : "%.3f".formatted(median(resizedMillis));
      System.out.printf(
          "%-14s %5d %9.3f %9.3f %9s %7.3f %9.1f%n", name, batch, a, b, c, b / a, 1000 / b);
    }
  }

  private interface Run {
    List<?> go() throws OrtException;
  }

  private static double millisAFrame(Run run) throws OrtException {
    long start = cpuNanos();
    if (run.go().isEmpty()) {
      throw new IllegalStateException("Was nothing; expected codes");
    }
    return (cpuNanos() - start) / 1e6 / FRAMES;
  }

  private ModelEntry entry(String lines, int batch) throws IOException {
    Path yaml = folder.resolve("models.yaml");
    Files.writeString(
        yaml,
        "models:\n  it:\n    licence: any\n    batch: %d\n".formatted(batch) + lines.indent(4));
    return ModelCatalog.read(yaml).checked("it");
  }

  private Path modelFile(ModelEntry entry) throws IOException {
    String file = entry.files().get(0).path();
    if (file != null) {
      return Path.of(file);
    }
    Path copy = folder.resolve("shipped.onnx");
    try (var in = ModelCatalog.class.getResourceAsStream("/zoo/vae-small/model.onnx")) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  /** Ours, whichever the seam. */
  private static final class Runner implements AutoCloseable {
    private final FrameEncoder encoder;
    private final FeatureMapExtractor maps;

    Runner(ModelCache cache, ModelEntry entry) {
      boolean isMaps = entry.task() == Task.FEATURE_MAPS;
      encoder = isMaps ? null : cache.encoder(entry);
      maps = isMaps ? cache.featureMaps(entry) : null;
    }

    List<FrameCode> run(List<RgbFrame> frames) {
      return maps == null ? encoder.encode(frames) : maps.maps(frames);
    }

    @Override
    public void close() {
      if (encoder != null) {
        encoder.close();
      } else {
        maps.close();
      }
    }
  }

  private static void compare(List<FrameCode> codes, List<float[]> bare) {
    int at = 0;
    for (float[] batch : bare) {
      for (int start = 0; start < batch.length; at++) {
        float[] code = codes.get(at).values();
        float[] expected = Arrays.copyOfRange(batch, start, start + code.length);
        if (!Arrays.equals(expected, code)) {
          throw new IllegalStateException("Was another code than bare ONNX Runtime's");
        }
        start += code.length;
      }
    }
  }

  private static List<RgbFrame> noise(int width, int height) {
    Random random = new Random(1);
    List<RgbFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] rgb = new byte[width * height * RgbFrame.CHANNELS];
      random.nextBytes(rgb);
      frames.add(new RgbFrame(width, height, rgb));
    }
    return frames;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** The same file without DJL. */
  private static final class Bare implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final List<OnnxTensor> inputs = new ArrayList<>();

    Bare(Path file, ModelEntry entry, List<RgbFrame> frames, int batch) throws OrtException {
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(file.toString(), options);
      }
      this.input = session.getInputNames().iterator().next();
      for (int start = 0; start < frames.size(); start += batch) {
        inputs.add(tensor(frames.subList(start, start + batch), entry.input()));
      }
    }

    private OnnxTensor tensor(List<RgbFrame> frames, ImageInput normalised) throws OrtException {
      int side = frames.get(0).width();
      int pixels = side * side;
      int floats = frames.size() * RgbFrame.CHANNELS * pixels;
      FloatBuffer buffer =
          ByteBuffer.allocateDirect(floats * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (RgbFrame frame : frames) {
        for (int channel = 0; channel < RgbFrame.CHANNELS; channel++) {
          float mean = normalised.mean().get(channel);
          float std = normalised.std().get(channel);
          for (int pixel = 0; pixel < pixels; pixel++) {
            int value = frame.bytes()[pixel * RgbFrame.CHANNELS + channel] & 0xFF;
            buffer.put((value / 255f - mean) / std);
          }
        }
      }
      long[] shape = {frames.size(), RgbFrame.CHANNELS, side, side};
      return OnnxTensor.createTensor(environment, buffer.flip(), shape);
    }

    List<float[]> run() throws OrtException {
      List<float[]> outputs = new ArrayList<>();
      for (OnnxTensor tensor : inputs) {
        try (OrtSession.Result result = session.run(Map.of(this.input, tensor))) {
          outputs.add(taken(result));
        }
      }
      return outputs;
    }

    /** Gives the output that ours takes. */
    private static float[] taken(OrtSession.Result result) {
      float[] taken = new float[0];
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        boolean isTaken =
            !output.getKey().equals("last_hidden_state") && !output.getKey().equals("logits");
        if (isTaken || result.size() == 1) {
          taken = new float[values.remaining()];
          values.get(taken);
        }
      }
      return taken;
    }

    @Override
    public void close() throws OrtException {
      inputs.forEach(OnnxTensor::close);
      session.close();
    }
  }
}
