package org.clipmill.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.encode.ShotBoundaries;
import org.clipmill.core.encode.ShotDetector;
import org.clipmill.core.frame.RgbFrame;

/**
 * What one picture, and one text where the model reads texts, gave when they went through a model.
 *
 * @param id the model
 * @param bound for each network, which of its inputs and outputs take and give what, as the file
 *     declares them: {@code model: frames: pixel_values float32 [?, 3, 224, 224]}
 * @param results what came out, one line each, with its shape: {@code vector: 512}
 * @param loadMillis time to check and load the files, in milliseconds
 * @param runMillis time that one picture takes once all is loaded, resize included, in
 *     milliseconds; the least of three. For a shot-detector that of one window of 100 frames
 */
public record ModelCheck(
    String id, List<String> bound, List<String> results, double loadMillis, double runMillis) {
  private static final int TRIES = 3;
  private static final String TEXT = "a photo of a dog";

  /**
   * Loads a model, runs the built-in picture and text through it, and frees it.
   *
   * @param entry an entry of the catalogue, with or without hashes
   * @throws ConfigException naming file, expected and seen, if it cannot be used
   * @throws org.clipmill.core.clip.ClipException {@code MODEL_FAILED} if it refuses the picture
   */
  public static ModelCheck run(ModelEntry entry) {
    List<String> bound = new ArrayList<>();
    for (Map.Entry<Role, Binding> network : Inspection.bindings(entry).entrySet()) {
      for (String line : network.getValue().described()) {
        bound.add(network.getKey() + ": " + line);
      }
    }
    try (ModelCache cache = new ModelCache()) {
      Timed timed =
          switch (entry.task()) {
            case VAE_ENCODER, IMAGE_EMBEDDER -> encode(cache, entry);
            case TEXT_SCORER, PAIR_SCORER -> score(cache, entry);
            case CLASSIFIER -> classify(cache, entry);
            case FEATURE_MAPS -> extract(cache, entry);
            case SHOT_DETECTOR -> detect(cache, entry);
          };
      return new ModelCheck(entry.id(), bound, timed.results, timed.loadMillis, timed.runMillis);
    }
  }

  private record Timed(List<String> results, double loadMillis, double runMillis) {}

  private static Timed encode(ModelCache cache, ModelEntry entry) {
    long start = System.nanoTime();
    try (FrameEncoder encoder = cache.encoder(entry)) {
      double loaded = millisSince(start);
      List<RgbFrame> picture = List.of(picture(entry));
      return timed(loaded, () -> List.of(shape(encoder.encode(picture).get(0))));
    }
  }

  private static Timed extract(ModelCache cache, ModelEntry entry) {
    long start = System.nanoTime();
    try (FeatureMapExtractor extractor = cache.featureMaps(entry)) {
      double loaded = millisSince(start);
      List<RgbFrame> picture = List.of(picture(entry));
      return timed(loaded, () -> List.of(shape(extractor.maps(picture).get(0))));
    }
  }

  private static Timed classify(ModelCache cache, ModelEntry entry) {
    long start = System.nanoTime();
    try (FrameClassifier classifier = cache.classifier(entry)) {
      double loaded = millisSince(start);
      List<RgbFrame> picture = List.of(picture(entry));
      return timed(
          loaded,
          () -> {
            float[] logits = classifier.logits(picture).get(0);
            return List.of(
                "logits: " + logits.length,
                "best label: " + classifier.labels().get(largest(logits)));
          });
    }
  }

  private static Timed score(ModelCache cache, ModelEntry entry) {
    long start = System.nanoTime();
    try (FrameTextScorer scorer = cache.textScorer(entry)) {
      FrameTextScorer.Query query = scorer.query(TEXT);
      double loaded = millisSince(start);
      List<RgbFrame> picture = List.of(picture(entry));
      return timed(
          loaded, () -> List.of("score of '%s': %.4f".formatted(TEXT, query.scores(picture)[0])));
    }
  }

  private static Timed detect(ModelCache cache, ModelEntry entry) {
    long start = System.nanoTime();
    try (ShotDetector detector = cache.shotDetector(entry)) {
      double loaded = millisSince(start);
      // Fifty frames fill one window with the copies on both sides.
      List<RgbFrame> still = Collections.nCopies(50, picture(entry));
      return timed(
          loaded,
          () -> {
            ShotBoundaries found = detector.detect(still);
            return List.of(
                "probabilities: " + found.ends().length,
                "of transitions: " + found.transitions().length);
          });
    }
  }

  private static Timed timed(double loadMillis, Supplier<List<String>> run) {
    double least = Double.POSITIVE_INFINITY;
    List<String> results = List.of();
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      results = run.get();
      least = Math.min(least, millisSince(start));
    }
    return new Timed(results, loadMillis, least);
  }

  private static String shape(FrameCode code) {
    return code.height() == 1 && code.width() == 1
        ? "vector: " + code.channels()
        : "maps: " + code.channels() + "x" + code.height() + "x" + code.width();
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** Paints a picture that has colours, slopes and edges: a disc before a sky that brightens. */
  private static RgbFrame picture(ModelEntry entry) {
    ImageInput.FrameSize fixed = entry.input().resize() == null ? entry.input().size() : null;
    int width = fixed == null ? 320 : fixed.width();
    int height = fixed == null ? 192 : fixed.height();
    byte[] rgb = new byte[RgbFrame.CHANNELS * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean isDisc = Math.hypot(x - width / 2.0, y - height / 2.0) < height / 4.0;
        rgb[at++] = (byte) (isDisc ? 220 : 40 + 120 * y / height);
        rgb[at++] = (byte) (isDisc ? 120 + 80 * x / width : 90 + 100 * y / height);
        rgb[at++] = (byte) (isDisc ? 40 : 200 + 40 * x / width);
      }
    }
    return new RgbFrame(width, height, rgb);
  }

  private static double millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e6;
  }
}
