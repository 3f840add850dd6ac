package org.clipmill.media.paint;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.clipmill.core.frame.RgbFrame;

/** Ready scenes whose truth is known, and ways to change a scene. All follow from their seeds. */
public final class Scenes {
  private static final double MIDDLE_GREY = 128;

  private Scenes() {}

  /** Gives a textured picture that never changes. */
  public static Scene still(long seed) {
    return pan(seed, 0, 0);
  }

  /**
   * Gives a textured picture that moves past at a constant speed.
   *
   * @param rightPx how far the picture's contents move to the right from one frame to the next
   * @param downPx how far they move down
   */
  public static Scene pan(long seed, double rightPx, double downPx) {
    Texture texture = new Texture(seed);
    return (canvas, frame, seconds) -> texture.draw(canvas, -frame * rightPx, -frame * downPx, 1.0);
  }

  /**
   * Gives a textured picture that grows about its middle.
   *
   * @param growthPerSecond the factor by which it grows in a second; below 1 it shrinks
   */
  public static Scene zoom(long seed, double growthPerSecond) {
    Texture texture = new Texture(seed);
    return (canvas, frame, seconds) -> {
      double step = Math.pow(growthPerSecond, -seconds);
      double left = Texture.SIDE / 2.0 - step * canvas.width() / 2.0;
      double top = Texture.SIDE / 2.0 - step * canvas.height() / 2.0;
      texture.draw(canvas, left, top, step);
    };
  }

  /** Gives a scene with left and right exchanged. */
  public static Scene mirrored(Scene scene) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      byte[] rgb = canvas.bytes();
      int row = RgbFrame.CHANNELS * canvas.width();
      for (int y = 0; y < canvas.height(); y++) {
        byte[] turned = Arrays.copyOfRange(rgb, y * row, (y + 1) * row);
        for (int at = 0; at < row; at += RgbFrame.CHANNELS) {
          int to = (y + 1) * row - RgbFrame.CHANNELS - at;
          System.arraycopy(turned, at, rgb, to, RgbFrame.CHANNELS);
        }
      }
    };
  }

  /** Gives a scene that began earlier: so many frames and seconds of it are over. */
  public static Scene later(Scene scene, long frames, double passed) {
    return (canvas, frame, seconds) -> scene.paint(canvas, frame + frames, seconds + passed);
  }

  /**
   * Gives a scene painted at its own size into the middle of a black canvas.
   *
   * @param width of the scene; what does not fit is cut off at the right and below
   * @param height of the scene
   */
  public static Scene framed(Scene scene, int width, int height) {
    return (canvas, frame, seconds) -> {
      RgbFrame inner = new RgbFrame(width, height, new byte[RgbFrame.CHANNELS * width * height]);
      scene.paint(inner, frame, seconds);
      Arrays.fill(canvas.bytes(), (byte) 0);
      int left = Math.max(0, (canvas.width() - width) / 2);
      int top = Math.max(0, (canvas.height() - height) / 2);
      int length = RgbFrame.CHANNELS * Math.min(width, canvas.width() - left);
      for (int y = 0; y < Math.min(height, canvas.height() - top); y++) {
        int to = RgbFrame.CHANNELS * ((top + y) * canvas.width() + left);
        int from = RgbFrame.CHANNELS * y * width;
        System.arraycopy(inner.bytes(), from, canvas.bytes(), to, length);
      }
    };
  }

  /** Gives a textured surface seen by a camera that moves in any way. */
  public static Scene camera(long seed, CameraPath path) {
    Texture texture = new Texture(seed);
    return (canvas, frame, seconds) -> {
      CameraPath.View view = path.at(frame, seconds);
      double left = view.middleX() - view.step() * canvas.width() / 2.0;
      double top = view.middleY() - view.step() * canvas.height() / 2.0;
      texture.draw(canvas, left, top, view.step());
    };
  }

  /**
   * Gives a textured picture seen by a trembling camera: each frame is displaced on its own.
   *
   * @param amplitudePx the largest displacement each way
   */
  public static Scene shake(long seed, double amplitudePx) {
    Texture texture = new Texture(seed);
    return (canvas, frame, seconds) -> {
      SplittableRandom random = ofFrame(seed, frame);
      double right = amplitudePx * random.nextDouble(-1, 1);
      double down = amplitudePx * random.nextDouble(-1, 1);
      texture.draw(canvas, right, down, 1.0);
    };
  }

  /**
   * Gives textured pictures one after the other, each still, with a hard cut between.
   *
   * @param framesEach how many frames each is shown
   */
  public static Scene slides(long seed, int count, long framesEach) {
    Scene[] pictures = new Scene[count];
    for (int i = 0; i < count; i++) {
      pictures[i] = still(seed + i);
    }
    return (canvas, frame, seconds) ->
        pictures[(int) (frame / framesEach % count)].paint(canvas, frame, seconds);
  }

  /**
   * Gives discs that fly over a still picture and come in again at the other side.
   *
   * @param speedPx how far each flies from one frame to the next, each in a direction of its own
   */
  public static Scene shapes(long seed, int count, double speedPx) {
    return shapes(still(seed), seed, count, speedPx);
  }

  /** Gives the same discs over any scene. */
  public static Scene shapes(Scene background, long seed, int count, double speedPx) {
    Texture skin = new Texture(seed + 1);
    return (canvas, frame, seconds) -> {
      background.paint(canvas, frame, seconds);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < count; i++) {
        Disc.random(random, canvas, frame * speedPx).paint(canvas, skin);
      }
    };
  }

  /** Gives one scene, then from a frame on another, with a hard cut between. */
  public static Scene cut(Scene before, long firstFrameAfter, Scene after) {
    return (canvas, frame, seconds) ->
        (frame < firstFrameAfter ? before : after).paint(canvas, frame, seconds);
  }

  /**
   * Gives one scene, but another from one moment to a later one, with hard cuts between.
   *
   * @param endSeconds when the first scene comes back
   */
  public static Scene interrupted(
      Scene scene, double startSeconds, double endSeconds, Scene meanwhile) {
    return (canvas, frame, seconds) ->
        (seconds >= startSeconds && seconds < endSeconds ? meanwhile : scene)
            .paint(canvas, frame, seconds);
  }

  /**
   * Gives a scene whose brightness jumps at random from frame to frame.
   *
   * @param amplitude the largest change, as a share of the brightness
   */
  public static Scene flicker(Scene scene, long seed, double amplitude) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      scale(canvas, 1.0 + amplitude * ofFrame(seed, frame).nextDouble(-1, 1));
    };
  }

  /**
   * Gives a scene with grain that is new in each frame.
   *
   * @param amplitude the largest change of a level, in 0..255
   */
  public static Scene noise(Scene scene, long seed, int amplitude) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      SplittableRandom random = ofFrame(seed, frame);
      byte[] rgb = canvas.bytes();
      int length = RgbFrame.CHANNELS * canvas.width() * canvas.height();
      for (int i = 0; i < length; i++) {
        int level = (rgb[i] & 0xFF) + random.nextInt(-amplitude, amplitude + 1);
        rgb[i] = (byte) Math.max(0, Math.min(255, level));
      }
    };
  }

  /**
   * Gives a scene with other contrast and brightness, the same in each frame.
   *
   * @param contrast the factor for distances from middle grey; below 1 is duller
   * @param lift what is added to each level afterwards, in -255..255
   */
  public static Scene graded(Scene scene, double contrast, double lift) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      mapLevels(canvas, level -> MIDDLE_GREY + contrast * (level - MIDDLE_GREY) + lift);
    };
  }

  /** Gives a scene that darkens evenly to black from one moment to another and stays so. */
  public static Scene fadeOut(Scene scene, double startSeconds, double endSeconds) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      double left = (endSeconds - seconds) / (endSeconds - startSeconds);
      scale(canvas, Math.max(0.0, Math.min(1.0, left)));
    };
  }

  /** Gives a scene with the number of each frame painted in; {@link FrameNumber#read} reads it. */
  public static Scene numbered(Scene scene) {
    return (canvas, frame, seconds) -> {
      scene.paint(canvas, frame, seconds);
      FrameNumber.paint(canvas, frame);
    };
  }

  private static void scale(RgbFrame canvas, double factor) {
    mapLevels(canvas, level -> level * factor);
  }

  private static void mapLevels(RgbFrame canvas, IntToDoubleFunction map) {
    byte[] mapped = new byte[256];
    for (int level = 0; level < mapped.length; level++) {
      mapped[level] = (byte) Math.max(0, Math.min(255, Math.round(map.applyAsDouble(level))));
    }
    byte[] rgb = canvas.bytes();
    int length = RgbFrame.CHANNELS * canvas.width() * canvas.height();
    for (int i = 0; i < length; i++) {
      rgb[i] = mapped[rgb[i] & 0xFF];
    }
  }

  /** Gives random numbers that belong to one frame; the multiplier only spreads the frames. */
  private static SplittableRandom ofFrame(long seed, long frame) {
    return new SplittableRandom(seed ^ ((frame + 1) * 0x9E3779B97F4A7C15L));
  }
}
