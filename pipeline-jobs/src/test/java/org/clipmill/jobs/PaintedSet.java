package org.clipmill.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.recipe.Json;
import org.clipmill.media.BrokenFiles;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.clipmill.udfs.train.LabelledClip;
import org.clipmill.udfs.train.LabelledClip.Label;
import org.clipmill.udfs.train.RankerTraining;

/**
 * A folder of tiny painted videos, good and broken, with HDVG metadata and a ranker. Every good
 * video has one clip, of two seconds.
 */
final class PaintedSet {
  private static final long FPS = 12;
  private static final long FRAMES = 24;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  private final Path folder;

  /** Names the folder; it must exist. */
  PaintedSet(Path folder) {
    this.folder = folder;
  }

  /** Gives a path of the set. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Paints good videos {@code good0}, {@code good1} and so on; gives their ids. */
  List<String> paintGood(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add("good" + i);
      paint("good" + i);
    }
    return ids;
  }

  /** Paints the video of an id. */
  void paint(String id) {
    int seed = id.hashCode() & 0xFFFF;
    VideoPainter.paint(
        file(id + ".mp4"),
        PaintSpec.of(WIDTH, HEIGHT, new FrameRate(FPS, 1), FRAMES),
        Scenes.pan(seed, 0.5 + seed % 7 / 4.0, seed % 3 / 2.0));
  }

  /** Writes the files that every crawl brings home; gives their ids. */
  List<String> breakSome() {
    try {
      paint("whole");
      BrokenFiles.truncate(file("whole.mp4"), file("half.mp4"), 0.3);
      BrokenFiles.text(file("text.mp4"));
      BrokenFiles.soundOnly(file("sound.mp4"), 1.0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("half", "text", "sound");
  }

  /** Writes metadata with one clip per video. */
  Path describe(String name, List<String> videos) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String id : videos) {
      Map<String, Object> scene =
          Map.of("clip_id", id + ".0_0", "scene_cut", List.of(0, -1), "caption", "This is " + id);
      Map<String, Object> span =
          Map.of(
              "span", List.of("00:00:00.000", "00:00:02.000"),
              "fps", (double) FPS,
              "scene_split", List.of(scene));
      all.put(id, Map.of("url", id + ".mp4", "clip", Map.of(id + ".0.mp4", span)));
    }
    return write(name, Json.pretty(all));
  }

  /**
   * Writes settings for a work folder of their own.
   *
   * @param metadata a file of this set
   */
  Path configure(String work, Path metadata) {
    return write(
        work + ".yaml",
        """
        run: {work: %s}
        ingest: {inputs: [%s]}
        download: {tries: 1, backoff-seconds: 0}
        rank: {model: %s}
        """
            .formatted(work, metadata, ranker()));
  }

  /** Learns a small ranker of clips that are made up; the same one every time. */
  private Path ranker() {
    Path file = file("ranker.json");
    if (Files.notExists(file)) {
      List<LabelledClip> clips = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        double motion = i % 12;
        Label label = motion > 2 && motion < 9 ? Label.GOOD : Label.BAD;
        List<Double> features =
            List.of(motion * 90, motion * 50, motion * 2, motion, 0.1 * motion, 0.9, 8.0);
        clips.add(new LabelledClip("c" + i, "g" + i, "made up", label, features));
      }
      try {
        Files.write(file, RankerTraining.train(clips, 0).json());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file;
  }

  /** Writes a text file. */
  Path write(String name, String text) {
    try {
      return Files.writeString(file(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
