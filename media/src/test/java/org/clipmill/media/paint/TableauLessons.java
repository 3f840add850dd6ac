package org.clipmill.media.paint;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.PillowResize;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.random.StableSeed;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;

/**
 * Paints what {@code models/training/train_text_small.py} learns from: pictures with their truth,
 * and videos to test on. No test; {@code models/training/README.md} has the command.
 *
 * <p>For each part it writes {@code PART.npy}, bytes {@code [n][96][96][3]}, and {@code
 * PART.jsonl}, a line for each picture. Parts: {@code train}; {@code test}, other seeds; {@code
 * unseen}, where each picture shows a thing whose colour and shape never come together in training.
 * The videos, of unseen seeds, are coded like any other and lie in {@code videos}.
 */
final class TableauLessons {
  private static final int SIDE = 96;
  private static final int FRAMES_EACH = 2;
  private static final double LONGEST_SECONDS = 8;
  private static final double SHARE_OF_TEXTURES = 0.08;
  private static final int VIDEOS = 48;
  private static final int SCENES_EACH = 5;
  private static final int VIDEO_FPS = 12;
  private static final int SCENE_SECONDS = 3;

  private static final List<FrameSize> SIZES =
      List.of(
          new FrameSize(320, 180),
          new FrameSize(426, 240),
          new FrameSize(320, 240),
          new FrameSize(240, 240),
          new FrameSize(180, 320));

  /** Each colour once, each shape once. The training program names the same pairs. */
  private static final Set<Thing> NEVER_TRAINED =
      Set.of(
          new Thing(Colour.ORANGE, Shape.CIRCLE),
          new Thing(Colour.GREEN, Shape.SQUARE),
          new Thing(Colour.WHITE, Shape.TRIANGLE),
          new Thing(Colour.BLUE, Shape.STAR),
          new Thing(Colour.YELLOW, Shape.CROSS),
          new Thing(Colour.PURPLE, Shape.RING),
          new Thing(Colour.BLACK, Shape.HEART),
          new Thing(Colour.RED, Shape.MOON));

  private final Path folder;
  private final long seed;
  private final Map<FrameSize, PillowResize> resizes = new HashMap<>();

  private TableauLessons(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** Arguments: folder, how many pictures to train on, seed. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int count = Integer.parseInt(arguments[1]);
    TableauLessons lessons = new TableauLessons(folder, Long.parseLong(arguments[2]));
    lessons.writePictures("test", count / 16);
    lessons.writePictures("unseen", count / 16);
    lessons.writeVideos();
    lessons.writePictures("train", count);
  }

  private void writePictures(String part, int count) throws IOException {
    try (OutputStream pixels =
            new BufferedOutputStream(
                Files.newOutputStream(folder.resolve(part + ".npy")), 1 << 20);
        BufferedWriter truth = Files.newBufferedWriter(folder.resolve(part + ".jsonl"))) {
      pixels.write(npyHeader(count));
      for (int i = 0; i < count; i += FRAMES_EACH) {
        SplittableRandom random = new SplittableRandom(StableSeed.of(seed, part + "-" + i));
        Scene scene = drawn(random, part);
        FrameSize size = SIZES.get(random.nextInt(SIZES.size()));
        for (int j = i; j < Math.min(count, i + FRAMES_EACH); j++) {
          pixels.write(picture(scene, size, random.nextDouble(LONGEST_SECONDS)).bytes());
          truth.write(truthOf(scene) + "\n");
        }
      }
    }
  }

  private void writeVideos() throws IOException {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    int framesEach = VIDEO_FPS * SCENE_SECONDS;
    try (BufferedWriter truth = Files.newBufferedWriter(folder.resolve("videos.jsonl"))) {
      for (int i = 0; i < VIDEOS; i++) {
        SplittableRandom random = new SplittableRandom(StableSeed.of(seed, "video-" + i));
        List<Scene> scenes = new ArrayList<>();
        for (int j = 0; j < SCENES_EACH; j++) {
          scenes.add(drawn(random, i % 2 == 0 ? "test" : "unseen"));
        }
        FrameSize size = SIZES.get(random.nextInt(SIZES.size()));
        VideoPainter.paint(
            videos.resolve(i + ".mp4"),
            PaintSpec.of(
                size.width(),
                size.height(),
                new FrameRate(VIDEO_FPS, 1),
                (long) framesEach * SCENES_EACH),
            (canvas, frame, seconds) ->
                scenes.get((int) (frame / framesEach)).paint(canvas, frame, seconds));
        truth.write(
            scenes.stream()
                .map(TableauLessons::truthOf)
                .collect(Collectors.joining(", ", "[", "]\n")));
      }
    }
  }

  private static Scene drawn(SplittableRandom random, String part) {
    boolean unseen = part.equals("unseen");
    if (!unseen && random.nextDouble() < SHARE_OF_TEXTURES) {
      return Scenes.pan(random.nextLong(), 0, 0);
    }
    int count = random.nextInt(unseen ? 1 : 0, 5) + (random.nextInt(8) == 0 ? 2 : 0);
    List<Thing> things = new ArrayList<>();
    while (things.size() < count) {
      boolean repeats = !things.isEmpty() && random.nextInt(4) == 0;
      Thing thing = repeats ? things.get(things.size() - 1) : drawnThing(random);
      if (repeats || NEVER_TRAINED.contains(thing) == (unseen && things.isEmpty())) {
        things.add(thing);
      }
    }
    Backdrop backdrop = Backdrop.values()[random.nextInt(Backdrop.values().length)];
    return new Tableau(backdrop, random.nextLong(), things);
  }

  private static Thing drawnThing(SplittableRandom random) {
    return new Thing(
        Colour.values()[random.nextInt(Colour.values().length)],
        Shape.values()[random.nextInt(Shape.values().length)]);
  }

  private RgbFrame picture(Scene scene, FrameSize size, double seconds) {
    byte[] bytes = new byte[RgbFrame.CHANNELS * size.width() * size.height()];
    RgbFrame canvas = new RgbFrame(size.width(), size.height(), bytes);
    scene.paint(canvas, 0, seconds);
    return resizes
        .computeIfAbsent(
            size,
            source -> new PillowResize(source, new FrameSize(SIDE, SIDE), ResizeFilter.BILINEAR))
        .apply(canvas);
  }

  private static String truthOf(Scene scene) {
    if (!(scene instanceof Tableau tableau)) {
      return "{\"backdrop\": \"\", \"things\": [], \"caption\": \"\"}";
    }
    String things =
        tableau.things().stream()
            .map(t -> "[\"" + t.colour().word() + "\", \"" + t.shape().word() + "\"]")
            .collect(Collectors.joining(", "));
    return "{\"backdrop\": \""
        + tableau.backdrop().noun()
        + "\", \"things\": ["
        + things
        + "], \"caption\": \""
        + tableau.caption()
        + "\"}";
  }

  /** Gives the first 128 bytes of NumPy's file format, version 1.0. */
  private static byte[] npyHeader(int count) {
    String said =
        "{'descr': '|u1', 'fortran_order': False, 'shape': ("
            + count
            + ", "
            + SIDE
            + ", "
            + SIDE
            + ", 3), }";
    byte[] header =
        (said + " ".repeat(117 - said.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[128];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0};
    System.arraycopy(magic, 0, file, 0, magic.length);
    System.arraycopy(header, 0, file, magic.length, header.length);
    return file;
  }
}
