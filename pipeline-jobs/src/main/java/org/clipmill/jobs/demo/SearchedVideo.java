package org.clipmill.jobs.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Backdrop;
import org.clipmill.media.paint.Colour;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.clipmill.media.paint.Shape;
import org.clipmill.media.paint.Tableau;
import org.clipmill.media.paint.Thing;

/**
 * A painted video in scenes of twelve seconds, of which one shows what is asked for: a yellow star.
 * The others show other shapes in other colours.
 *
 * @param minutes how long it is, at least 1
 */
public record SearchedVideo(int minutes) {
  /** What is asked. */
  public static final String QUERY = "a yellow star";

  /** Name of the video. */
  public static final String VIDEO = "search.mp4";

  /** Its frames per second. */
  public static final int FPS = 12;

  private static final int WIDTH = 192;
  private static final int HEIGHT = 108;
  private static final int SECONDS_OF_SCENE = 12;
  private static final int SCENES_OF_MINUTE = 5;

  private static final List<Colour> COLOURS =
      List.of(Colour.RED, Colour.BLUE, Colour.GREEN, Colour.PURPLE, Colour.BLACK);
  private static final List<Shape> SHAPES =
      List.of(Shape.CIRCLE, Shape.SQUARE, Shape.TRIANGLE, Shape.HEART, Shape.RING);

  /**
   * Paints the video and writes a list of questions with the one about it.
   *
   * @param folder that must be there
   * @return the list, for {@code clipmill focus --dataset csv}
   */
  public Path paint(Path folder) throws IOException {
    Scene whole = scene(0);
    for (int i = 1; i < scenes(); i++) {
      whole = Scenes.cut(whole, (long) i * FPS * SECONDS_OF_SCENE, scene(i));
    }
    PaintSpec form = PaintSpec.of(WIDTH, HEIGHT, new FrameRate(FPS, 1), frames());
    VideoPainter.paint(folder.resolve(VIDEO), form, whole);
    return Files.writeString(
        folder.resolve("questions.csv"), "video,query\n" + VIDEO + "," + QUERY + "\n");
  }

  private int scenes() {
    return minutes * SCENES_OF_MINUTE;
  }

  private Scene scene(int number) {
    Backdrop[] grounds = Backdrop.values();
    List<Thing> things = new ArrayList<>();
    things.add(
        new Thing(COLOURS.get(number % COLOURS.size()), SHAPES.get((number + 2) % SHAPES.size())));
    things.add(
        number == searchedScene()
            ? new Thing(Colour.YELLOW, Shape.STAR)
            : new Thing(
                COLOURS.get((number + 1) % COLOURS.size()), SHAPES.get(number % SHAPES.size())));
    return new Tableau(grounds[number % grounds.length], 100 + number, things);
  }

  private int searchedScene() {
    return 2 * scenes() / 3;
  }

  /** Gives how many frames the video has. */
  public long frames() {
    return (long) minutes * SCENES_OF_MINUTE * SECONDS_OF_SCENE * FPS;
  }

  /** Gives the second from which on it shows what is asked for. */
  public int firstSecond() {
    return searchedScene() * SECONDS_OF_SCENE;
  }

  /** Gives the second in which it no longer shows it. */
  public int endSecond() {
    return firstSecond() + SECONDS_OF_SCENE;
  }

  /** Tells whether a frame shows what is asked for. */
  public boolean shows(long frame) {
    return frame >= (long) firstSecond() * FPS && frame < (long) endSecond() * FPS;
  }
}
