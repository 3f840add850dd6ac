package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.encode.ShotDetector;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models hold outside the heap goes back, whatever their kind. */
final class NativeMemoryTest {
  private static final int CLIPS = 1000;
  private static final RgbFrame FRAME = new RgbFrame(128, 128, new byte[128 * 128 * 3]);

  /** A window of the detector is 1.5 MiB, and takes its time. */
  private static final int VIDEOS = 100;

  /** The inputs of all clips are 187 MiB, those of all videos 148 MiB. */
  private static final long MOST_KIB = 48 * 1024;

  private final ModelCache cache = new ModelCache();
  @TempDir Path folder;

  @BeforeEach
  void writeModels() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "skipped: no /proc");
    Files.write(folder.resolve("colour.onnx"), TinyOnnx.meanColour("pixels", "output"));
    Files.write(folder.resolve("text.onnx"), TinyOnnx.textTower());
    Files.writeString(folder.resolve("labels.txt"), "red\ngreen\nblue");
    Map<String, Object> words =
        Map.of("type", "WordLevel", "vocab", Map.of("red", 0), "unk_token", "red");
    new ObjectMapper()
        .writeValue(
            folder.resolve("words.json").toFile(), Map.of("version", "1.0", "model", words));
  }

  @AfterEach
  void closeModels() {
    cache.close();
  }

  @Test
  void embeddersGiveItBack() throws IOException {
    ModelEntry entry = Contract.entry(folder, "task: image-embedder\nfile: colour.onnx\n");
    assertNothingIsLeft(
        entry,
        CLIPS,
        () -> {
          try (FrameEncoder encoder = cache.encoder(entry)) {
            encoder.encode(List.of(FRAME));
          }
        });
  }

  @Test
  void classifiersGiveItBack() throws IOException {
    ModelEntry entry =
        Contract.entry(
            folder,
            "task: classifier\nfiles: {model: {file: colour.onnx}, labels: {file: labels.txt}}\n");
    assertNothingIsLeft(
        entry,
        CLIPS,
        () -> {
          try (FrameClassifier classifier = cache.classifier(entry)) {
            classifier.logits(List.of(FRAME));
          }
        });
  }

  @Test
  void scorersGiveItBack() throws IOException {
    ModelEntry entry =
        Contract.entry(
            folder,
            """
            task: text-scorer
            files: {vision: {file: colour.onnx}, text: {file: text.onnx}, tokenizer: {file: words.json}}
            text: {context: 4}
            """);
    assertNothingIsLeft(
        entry,
        CLIPS,
        () -> {
          try (FrameTextScorer scorer = cache.textScorer(entry)) {
            scorer.query("red").scores(List.of(FRAME));
          }
        });
  }

  @Test
  void shotDetectorsGiveItBack() throws IOException {
    Files.write(folder.resolve("shots.onnx"), TinyOnnx.meanLevels());
    ModelEntry entry = Contract.entry(folder, "preset: transnetv2\nfile: shots.onnx\n");
    List<RgbFrame> video = Collections.nCopies(3, new RgbFrame(48, 27, new byte[48 * 27 * 3]));
    assertNothingIsLeft(
        entry,
        VIDEOS,
        () -> {
          try (ShotDetector detector = cache.shotDetector(entry)) {
            detector.detect(video);
          }
        });
  }

  private void assertNothingIsLeft(ModelEntry entry, int clips, Runnable clip) throws IOException {
    for (int i = 0; i < clips / 4; i++) {
      clip.run();
    }
    long before = residentKib();
    for (int i = 0; i < clips; i++) {
      clip.run();
    }
    long grown = residentKib() - before;
    assertTrue(grown < MOST_KIB, "grew by " + grown + " KiB");
    assertEquals(1, cache.model(entry).vision().idleBuffers());
  }

  /** Gives what the process holds in memory; the collection hands free heap back before. */
  private static long residentKib() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
