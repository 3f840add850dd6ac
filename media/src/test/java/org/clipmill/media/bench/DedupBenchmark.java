package org.clipmill.media.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.clipmill.core.align.evaluate.PrecisionRecall;
import org.clipmill.core.align.evaluate.PrecisionRecall.Detection;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashAlignment;
import org.clipmill.core.dedup.HashKeys;
import org.clipmill.core.dedup.Likeness;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.media.FfmpegFrameSource;

/**
 * How many edited copies are found: hashes every {@code FOLDER/<video>/<edit>.mp4} that {@code
 * benchmarks/make-edits} made, compares every edit with every original, and prints recall at
 * precision 0.99 for each edit.
 */
public final class DedupBenchmark {
  private static final double PRECISION = 0.99;
  private static final double[] THRESHOLDS = {0.6, 0.7, 0.75, 0.8, 0.82, 0.85, 0.9};

  private DedupBenchmark() {}

  /** Runs {@code edits FOLDER} or {@code pairs VIDEO...}. */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    if (arguments[0].equals("edits")) {
      edits(copies(Path.of(rest.get(0))));
    } else {
      pairs(rest.stream().map(Path::of).toList());
    }
  }

  private static void pairs(List<Path> videos) {
    List<ClipHash> hashes = videos.stream().map(DedupBenchmark::hash).toList();
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = i + 1; j < hashes.size(); j++) {
        Likeness likeness = HashAlignment.of(hashes.get(i), hashes.get(j)).orElseThrow();
        System.out.printf(
            "%.4f\t%.2f s\t%d\t%s\t%s\t%s\t%s%n",
            likeness.score(),
            likeness.offsetMicros() / 1e6,
            likeness.sharedFrames(),
            likeness.form(),
            isCandidate(hashes.get(i), hashes.get(j)) ? "candidate" : "not met",
            videos.get(i).getFileName(),
            videos.get(j).getFileName());
      }
    }
  }

  private record Copy(String video, String edit, ClipHash hash) {
    boolean isOriginal() {
      return edit.equals("original");
    }
  }

  private static List<Copy> copies(Path folder) throws IOException {
    long start = System.nanoTime();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Copy> copies =
          files
              .filter(file -> file.toString().endsWith(".mp4"))
              .filter(file -> !file.toString().endsWith(".part.mp4"))
              .sorted()
              .map(DedupBenchmark::copy)
              .toList();
      System.out.printf("%d files, hashed in %s%n", copies.size(), since(start));
      return copies;
    }
  }

  private static Copy copy(Path file) {
    Path video = file.toAbsolutePath().getParent();
    String name = file.getFileName().toString();
    return new Copy(
        video == null ? "" : String.valueOf(video.getFileName()),
        name.substring(0, name.lastIndexOf('.')),
        hash(file));
  }

  private static String since(long start) {
    return "%.1f s".formatted((System.nanoTime() - start) / 1e9);
  }

  private static void edits(List<Copy> copies) {
    long start = System.nanoTime();
    Map<String, List<Detection>> right = new TreeMap<>();
    Map<String, Integer> met = new TreeMap<>();
    List<Detection> wrong = new ArrayList<>();
    int wronglyMet = 0;
    ToDoubleBiFunction<ClipHash, ClipHash> scorer =
        (a, b) -> HashAlignment.of(a, b).map(Likeness::score).orElse(-1.0);
    for (Copy original : copies.stream().filter(Copy::isOriginal).toList()) {
      for (Copy copy : copies) {
        double score = scorer.applyAsDouble(original.hash(), copy.hash());
        boolean isMet = isCandidate(original.hash(), copy.hash());
        if (!copy.video().equals(original.video())) {
          wrong.add(new Detection(score, false));
          wronglyMet += isMet ? 1 : 0;
        } else if (!copy.isOriginal()) {
          right
              .computeIfAbsent(copy.edit(), unused -> new ArrayList<>())
              .add(new Detection(score, true));
          met.merge(copy.edit(), isMet ? 1 : 0, Integer::sum);
        }
      }
    }
    System.out.printf(
        "%d wrong pairs, %d of them candidates; compared in %s%n",
        wrong.size(), wronglyMet, since(start));
    List<Detection> all = new ArrayList<>(wrong);
    right.values().forEach(all::addAll);
    thresholds(all);
    System.out.printf("%-14s %6s %6s %8s %7s%n", "edit", "copies", "met", "recall", "lowest");
    right.forEach((edit, detections) -> line(edit, detections, met.getOrDefault(edit, 0), wrong));
    System.out.printf(
        "%-14s %22.3f%n", "all", PrecisionRecall.of(all).recallAtPrecision(PRECISION));
  }

  private static void line(
      String edit, List<Detection> detections, int met, List<Detection> wrong) {
    List<Detection> both = new ArrayList<>(wrong);
    both.addAll(detections);
    System.out.printf(
        "%-14s %6d %6d %8.3f %7.3f%n",
        edit,
        detections.size(),
        met,
        PrecisionRecall.of(both).recallAtPrecision(PRECISION),
        detections.stream().mapToDouble(Detection::score).min().orElseThrow());
  }

  private static void thresholds(List<Detection> all) {
    for (double threshold : THRESHOLDS) {
      List<Detection> above = all.stream().filter(found -> found.score() >= threshold).toList();
      long right = above.stream().filter(Detection::right).count();
      System.out.printf(
          "threshold %.2f: %d right, %d wrong%n", threshold, right, above.size() - right);
    }
  }

  /** Says whether two clips meet often enough to be compared. */
  private static boolean isCandidate(ClipHash first, ClipHash second) {
    return meet(HashKeys.stored(first), HashKeys.sought(second))
        || meet(HashKeys.stored(second), HashKeys.sought(first));
  }

  private static boolean meet(long[] stored, long[] sought) {
    return Arrays.stream(stored).filter(key -> Arrays.binarySearch(sought, key) >= 0).count()
        >= HashKeys.FEWEST_SHARED;
  }

  private static ClipHash hash(Path video) {
    try (FrameSource source = FfmpegFrameSource.open(video)) {
      ClipHash.Builder builder = new ClipHash.Builder();
      ClipClock clock = new ClipClock(ClipHash.PERIOD_MICROS);
      while (source.next()) {
        if (clock.chooses(source.index(), source.timeMicros())) {
          builder.add(source.readRgb());
        }
      }
      return builder.build();
    }
  }
}
