package org.clipmill.models.bench;

import ai.onnxruntime.OnnxTensor;
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
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an encoder costs beside the same file in bare ONNX Runtime, on one thread. Not part of the
 * tests; from the root of the project:
 *
 * <pre>
 * mvn -B -ntp -pl core,models test -Dtest=EncoderBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>Bare means: tensors are ready in native memory, one run, the output as floats. Ours starts
 * from the bytes of frames and ends with codes. The two take turns; a figure is the median of the
 * CPU time of the calling thread, which does all the work.
 */
final class EncoderBenchmark {
  private static final int SIDE = 240;
  private static final int FRAMES = 8;
  private static final int[] BATCHES = {1, 2, 4, 8};
  private static final double SECONDS_EACH = 4.0;

  @TempDir Path folder;

  @Test
  void printTheCostOfEachModelAndBatch() throws IOException, OrtException {
    System.out.printf("%-12s %5s %12s %12s %7s%n", "model", "batch", "bare ms", "ours ms", "ratio");
    for (int batch : BATCHES) {
      measure("vae-small", "source: zoo:vae-small", "moments", batch);
    }
    for (String name : List.of("tiny_conv", "tiny_ldm")) {
      Path file = SharedFiles.require("golden/supershy/encoder_" + name + ".onnx");
      for (int batch : BATCHES) {
        measure(name, "file: " + file, "moments", batch);
      }
    }
    Path weights = SharedFiles.require("weights/taesdxl_encoder.fp32.onnx");
    for (int batch : BATCHES) {
      measure("taesdxl", "file: " + weights, "latents", batch);
    }
  }

  private void measure(String name, String from, String output, int batch)
      throws IOException, OrtException {
    ModelEntry entry;
    try {
      entry = entry(from, output, batch);
    } catch (ConfigException e) {
      System.out.printf("%-12s %5d %s%n", name, batch, e.getMessage());
      return;
    }
    List<RgbFrame> frames = noise();
    try (ModelCache cache = new ModelCache();
        FrameEncoder ours = cache.encoder(entry);
        Bare bare = new Bare(modelFile(entry), output, frames, batch)) {
      compare(ours.encode(frames), bare.run());
      List<Double> oursMillis = new ArrayList<>();
      List<Double> bareMillis = new ArrayList<>();
      long end = System.nanoTime() + (long) (SECONDS_EACH * 1e9);
      while (System.nanoTime() < end || bareMillis.size() < 3) {
        long start = cpuNanos();
        bare.run();
        long middle = cpuNanos();
        ours.encode(frames);
        bareMillis.add((middle - start) / 1e6 / FRAMES);
        oursMillis.add((cpuNanos() - middle) / 1e6 / FRAMES);
      }
      double a = median(bareMillis);
      double b = median(oursMillis);
      System.out.printf("%-12s %5d %12.3f %12.3f %7.3f%n", name, batch, a, b, b / a);
    }
  }

  private ModelEntry entry(String from, String output, int batch) throws IOException {
    Path yaml = folder.resolve("models.yaml");
    Files.writeString(
        yaml,
        """
        models:
          it:
            task: vae-encoder
            %s
            licence: any
            batch: %d
            input: {name: pixels, size: %dx%d}
            output: {name: %s}
        """
            .formatted(from, batch, SIDE, SIDE, output));
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

  private static List<RgbFrame> noise() {
    Random random = new Random(1);
    List<RgbFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] rgb = new byte[SIDE * SIDE * RgbFrame.CHANNELS];
      random.nextBytes(rgb);
      frames.add(new RgbFrame(SIDE, SIDE, rgb));
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
    private final String output;
    private final List<OnnxTensor> inputs = new ArrayList<>();

    Bare(Path file, String output, List<RgbFrame> frames, int batch) throws OrtException {
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(file.toString(), options);
      }
      this.output = output;
      for (int start = 0; start < frames.size(); start += batch) {
        inputs.add(tensor(frames.subList(start, start + batch)));
      }
    }

    private OnnxTensor tensor(List<RgbFrame> frames) throws OrtException {
      int pixels = SIDE * SIDE;
      int floats = frames.size() * RgbFrame.CHANNELS * pixels;
      FloatBuffer buffer =
          ByteBuffer.allocateDirect(floats * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (RgbFrame frame : frames) {
        for (int channel = 0; channel < RgbFrame.CHANNELS; channel++) {
          for (int pixel = 0; pixel < pixels; pixel++) {
            buffer.put((frame.bytes()[pixel * RgbFrame.CHANNELS + channel] & 0xFF) / 255f);
          }
        }
      }
      long[] shape = {frames.size(), RgbFrame.CHANNELS, SIDE, SIDE};
      return OnnxTensor.createTensor(environment, buffer.flip(), shape);
    }

    List<float[]> run() throws OrtException {
      List<float[]> outputs = new ArrayList<>();
      for (OnnxTensor input : inputs) {
        try (OrtSession.Result result = session.run(Map.of("pixels", input))) {
          FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
          float[] floats = new float[values.remaining()];
          values.get(floats);
          outputs.add(floats);
        }
      }
      return outputs;
    }

    @Override
    public void close() throws OrtException {
      inputs.forEach(OnnxTensor::close);
      session.close();
    }
  }
}
