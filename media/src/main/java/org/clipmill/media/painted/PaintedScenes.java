package org.clipmill.media.painted;

import java.util.SplittableRandom;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.paint.CameraPath;
import org.clipmill.media.paint.CameraPath.View;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;

/**
 * Draws scenes at random. Speeds are in heights of the picture a second, so that a size of the
 * picture tells nothing. What is good meets what is bad at the speeds that two bounds share, and in
 * between, where tremor and grain blur the border.
 */
final class PaintedScenes {
  /** At a sample in 250 ms and the size of measuring, half a pixel from sample to sample. */
  private static final double HARDLY_SEEN = 0.008;

  /** There, 28 pixels: more than the flow can follow. */
  private static final double TOO_FAST = 0.35;

  /** Discs are small: slower ones hardly show, and faster ones can still be followed. */
  private static final double SLOWEST_DISC = 0.03;

  private static final double FASTEST_DISC = 0.6;

  /** Natural logarithms of the factor of a second. */
  private static final double SLOWEST_ZOOM = 0.02;

  private static final double FASTEST_ZOOM = 0.5;

  /** No zoom goes further than this factor (as a logarithm); the surface would show its pixels. */
  private static final double LONGEST_ZOOM = Math.log(5);

  private final PaintSpec spec;
  private final SplittableRandom random;

  PaintedScenes(PaintSpec spec, SplittableRandom random) {
    this.spec = spec;
    this.random = random;
  }

  /** Draws a scene of a kind, with what any clip may have: another exposure, grain, a slow fade. */
  Scene of(PaintedKind kind) {
    Scene exposed = Scenes.graded(content(kind), logUniform(0.3, 1.4), random.nextDouble(-35, 35));
    Scene flawed = flawed(kind, exposed);
    Scene grainy =
        random.nextBoolean()
            ? Scenes.noise(flawed, random.nextLong(), random.nextInt(1, 10))
            : flawed;
    return random.nextInt(8) == 0 ? faded(grainy) : grainy;
  }

  private Scene content(PaintedKind kind) {
    return switch (kind) {
      case PAN -> unsteady(pan());
      case ZOOM -> unsteady(zoom());
      case SHAPES -> unsteady(shapes());
      case PAN_WITH_SHAPES -> unsteady(panWithShapes());
      case STILL -> still();
      case NEAR_STILL -> glide(0.0003, HARDLY_SEEN);
      case SHAKE -> shake();
      case CUT -> cut();
      case FLICKER, NOISE -> random.nextInt(3) == 0 ? still() : smooth();
      case SLIDES -> slides();
      case TOO_FAST -> glide(TOO_FAST, 4);
    };
  }

  /** Lays a flaw over an exposed scene, so that no exposure hides it. */
  private Scene flawed(PaintedKind kind, Scene scene) {
    return switch (kind) {
      case FLICKER -> Scenes.flicker(scene, random.nextLong(), logUniform(0.08, 0.5));
      case NOISE -> Scenes.noise(scene, random.nextLong(), (int) logUniform(20, 120));
      default -> scene;
    };
  }

  private Scene faded(Scene scene) {
    double end = spec.frames() / spec.frameRate().framesPerSecond();
    return Scenes.fadeOut(scene, end * random.nextDouble(0.5), end * random.nextDouble(1.1, 2));
  }

  private Scene pan() {
    return glide(HARDLY_SEEN, TOO_FAST);
  }

  private Scene shapes() {
    return discsOver(still());
  }

  private Scene panWithShapes() {
    return discsOver(glide(HARDLY_SEEN, TOO_FAST / 2));
  }

  private Scene still() {
    return glide(0, 0);
  }

  private Scene shake() {
    long seed = random.nextLong();
    double amplitude = logUniform(0.008, 0.08) * spec.height();
    CameraPath calm = random.nextBoolean() ? glidePath(0, 0) : glidePath(HARDLY_SEEN, TOO_FAST);
    return Scenes.camera(
        random.nextLong(),
        (frame, seconds) -> {
          SplittableRandom jolt = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (frame + 1));
          View view = calm.at(frame, seconds);
          double reach = amplitude * view.step();
          return new View(
              view.middleX() + reach * jolt.nextDouble(-1, 1),
              view.middleY() + reach * jolt.nextDouble(-1, 1),
              view.step());
        });
  }

  private Scene cut() {
    Scene before = smooth();
    Scene after = smooth();
    return Scenes.cut(before, Math.round(spec.frames() * random.nextDouble(0.2, 0.8)), after);
  }

  private Scene slides() {
    int count = random.nextInt(2, 7);
    long each = Math.max(1, spec.frames() / count);
    return Scenes.slides(random.nextLong(1L << 40), count, each);
  }

  private Scene smooth() {
    return switch (random.nextInt(4)) {
      case 0 -> pan();
      case 1 -> zoom();
      case 2 -> shapes();
      default -> panWithShapes();
    };
  }

  /** Gives the scene as it is, or in some clips with a rest: motion in the world is not even. */
  private Scene unsteady(Scene scene) {
    if (random.nextInt(3) > 0) {
      return scene;
    }
    double framesPerSecond = spec.frameRate().framesPerSecond();
    long start = Math.round(spec.frames() * random.nextDouble(0.7));
    long rest = Math.round(spec.frames() * random.nextDouble(0.1, 0.4));
    return (canvas, frame, seconds) -> {
      long rested = Math.max(0, Math.min(rest, frame - start));
      scene.paint(canvas, frame - rested, seconds - rested / framesPerSecond);
    };
  }

  private Scene discsOver(Scene background) {
    double pxPerFrame =
        logUniform(SLOWEST_DISC, FASTEST_DISC) * spec.height() / spec.frameRate().framesPerSecond();
    return Scenes.shapes(background, random.nextLong(), random.nextInt(1, 9), pxPerFrame);
  }

  private Scene glide(double slowest, double fastest) {
    return Scenes.camera(random.nextLong(), glidePath(slowest, fastest));
  }

  /** A straight way at a speed that swells and ebbs; in some clips with the tremor of a hand. */
  private CameraPath glidePath(double slowest, double fastest) {
    double speed = fastest == 0 ? 0 : logUniform(slowest, fastest) * spec.height();
    double direction = random.nextDouble(2 * Math.PI);
    double step = logUniform(0.45, 1.5);
    double swell = random.nextDouble(0.8);
    double turns = 2 * Math.PI / random.nextDouble(2, 6);
    double phase = random.nextDouble(2 * Math.PI);
    boolean isHandHeld = speed > 0 && random.nextInt(5) < 2;
    double tremor = isHandHeld ? logUniform(0.0002, 0.002) * spec.height() : 0;
    double tremorTurns = 2 * Math.PI * random.nextDouble(0.7, 3);
    return (frame, seconds) -> {
      double way = speed * (seconds + swell * Math.sin(turns * seconds + phase) / turns);
      double right = way * Math.cos(direction) + tremor * Math.sin(tremorTurns * seconds);
      double down =
          way * Math.sin(direction) + tremor * Math.sin(1.3 * tremorTurns * seconds + phase);
      return new View(step * right, step * down, step);
    };
  }

  /** A zoom that is half done in the middle of the clip; in some clips with a glide beside it. */
  private Scene zoom() {
    double seconds = spec.frames() / spec.frameRate().framesPerSecond();
    double rate = Math.min(logUniform(SLOWEST_ZOOM, FASTEST_ZOOM), LONGEST_ZOOM / seconds);
    double growth = random.nextBoolean() ? rate : -rate;
    double middleStep = logUniform(0.5, 1.0);
    double speed = random.nextInt(3) == 0 ? random.nextDouble(0.15) * spec.height() : 0;
    double direction = random.nextDouble(2 * Math.PI);
    return Scenes.camera(
        random.nextLong(),
        (frame, time) -> {
          double step = middleStep * Math.exp(-growth * (time - seconds / 2));
          double way = middleStep * speed * time;
          return new View(way * Math.cos(direction), way * Math.sin(direction), step);
        });
  }

  private double logUniform(double low, double high) {
    return low * Math.exp(random.nextDouble() * Math.log(high / low));
  }
}
