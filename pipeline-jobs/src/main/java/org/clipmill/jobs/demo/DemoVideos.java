package org.clipmill.jobs.demo;

import java.io.IOException;
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
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;

/**
 * A small set of videos whose truth is known, with HDVG metadata: good motion, bad motion, two
 * scenes in one video, two copies in disguise, and the broken files that every crawl brings home.
 */
public final class DemoVideos {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int FRAME = 20;
  private static final long FPS = 24;
  private static final long SECONDS = 5;
  private static final long TO_THE_END = -1;
  private static final long FRAMES = FPS * SECONDS;

  private DemoVideos() {}

  /**
   * A video to paint.
   *
   * @param id of the video
   * @param caption of its clips
   * @param scene what is to be seen
   * @param cuts frames at which a new clip starts, besides the first
   */
  private record Video(String id, String caption, Scene scene, List<Long> cuts) {
    Video(String id, String caption, Scene scene) {
      this(id, caption, scene, List.of());
    }
  }

  /**
   * Paints the videos and writes the metadata.
   *
   * @param folder of the videos; made if need be
   * @return the metadata file
   */
  public static Path paint(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (Video video : good()) {
      Path file = folder.resolve(video.id() + ".mp4");
      PaintSpec form = PaintSpec.of(WIDTH, HEIGHT, new FrameRate(FPS, 1), FRAMES);
      VideoPainter.paint(file, form, video.scene());
      metadata.put(video.id(), entry(video.id(), file, video.caption(), video.cuts()));
    }
    addDisguised(folder, metadata);
    addBroken(folder, metadata);
    Path file = folder.resolve("metadata.json");
    Files.writeString(file, Json.pretty(metadata));
    return file;
  }

  private static List<Video> good() {
    return List.of(
        new Video("pan_right", "the camera glides over a landscape", Scenes.pan(1, -1.2, 0.2)),
        new Video("pan_down", "a slow look down a wall", Scenes.pan(2, 0.1, -0.8)),
        new Video("zoom_in", "the camera comes closer to a picture", Scenes.zoom(3, 1.12)),
        new Video("balls", "balls fly past each other", Scenes.shapes(4, 5, 1.5)),
        new Video(
            "two_scenes",
            "first a landscape, then flying balls",
            Scenes.cut(Scenes.pan(5, 1.0, 0.0), FRAMES / 2, Scenes.shapes(6, 3, 2.0)),
            List.of(FRAMES / 2)),
        new Video("still", "a picture that does not move", Scenes.still(7)),
        new Video("shaking", "somebody runs with the camera", Scenes.shake(8, 9.0)),
        new Video("flicker", "a broken lamp", Scenes.flicker(Scenes.pan(9, 0.8, 0.0), 9, 0.5)),
        new Video("slides", "a talk with slides", Scenes.slides(10, 4, 30)));
  }

  /** Two videos that are there already: one mirrored, one later, larger, and with a black frame. */
  private static void addDisguised(Path folder, Map<String, Object> metadata) throws IOException {
    FrameRate rate = new FrameRate(FPS, 1);
    Path mirrored = folder.resolve("pan_right_mirrored.mp4");
    VideoPainter.paint(
        mirrored,
        PaintSpec.of(WIDTH, HEIGHT, rate, FRAMES),
        Scenes.mirrored(Scenes.pan(1, -1.2, 0.2)));
    metadata.put(
        "pan_right_mirrored",
        entry("pan_right_mirrored", mirrored, "the landscape the other way round", List.of()));
    Path framed = folder.resolve("zoom_in_framed.mp4");
    VideoPainter.paint(
        framed,
        PaintSpec.of(WIDTH + 2 * FRAME, HEIGHT + 2 * FRAME, rate, FRAMES),
        Scenes.framed(Scenes.later(Scenes.zoom(3, 1.12), FPS, 1), WIDTH, HEIGHT));
    metadata.put(
        "zoom_in_framed", entry("zoom_in_framed", framed, "the picture in a frame", List.of()));
  }

  private static void addBroken(Path folder, Map<String, Object> metadata) throws IOException {
    Path brokenOff = folder.resolve("broken_off.mp4");
    BrokenFiles.truncate(folder.resolve("balls.mp4"), brokenOff, 0.4);
    metadata.put("broken_off", entry("broken_off", brokenOff, "half a download", List.of()));
    Path page = folder.resolve("error_page.mp4");
    BrokenFiles.text(page);
    metadata.put("error_page", entry("error_page", page, "a page instead of a video", List.of()));
    Path radio = folder.resolve("radio.mp4");
    BrokenFiles.soundOnly(radio, SECONDS);
    metadata.put("radio", entry("radio", radio, "sound without pictures", List.of()));
    Path gone = folder.resolve("gone.mp4");
    metadata.put("gone", entry("gone", gone, "a video that was taken down", List.of()));
    List<String> reversed = List.of("00:00:05.000", "00:00:01.000");
    metadata.put(
        "reversed", entry("reversed", gone, "a span that ends first", List.of(), reversed));
  }

  private static Map<String, Object> entry(String id, Path file, String caption, List<Long> cuts) {
    return entry(id, file, caption, cuts, List.of("00:00:00.000", "00:00:0" + SECONDS + ".000"));
  }

  private static Map<String, Object> entry(
      String id, Path file, String caption, List<Long> cuts, List<String> times) {
    List<Map<String, Object>> scenes = new ArrayList<>();
    long start = 0;
    for (int i = 0; i <= cuts.size(); i++) {
      long end = i < cuts.size() ? cuts.get(i) : TO_THE_END;
      scenes.add(
          Map.of("clip_id", id + ".0_" + i, "scene_cut", List.of(start, end), "caption", caption));
      start = end;
    }
    Map<String, Object> span = Map.of("span", times, "fps", (double) FPS, "scene_split", scenes);
    return Map.of("url", String.valueOf(file.getFileName()), "clip", Map.of(id + ".0.mp4", span));
  }
}
