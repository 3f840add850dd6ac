package org.clipmill.media.paint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.clipmill.core.frame.RgbFrame;

/**
 * A scene of which is known, in words, what it shows: things that roam over a ground. Every thing
 * keeps to a field of its own, so that at any time all are seen whole and none hides another. Sizes
 * and ways are shares of the canvas: it looks alike in all sizes.
 */
public final class Tableau implements Scene {
  /** How many things there is room for. */
  public static final int MOST_THINGS = 6;

  private static final double FASTEST_PAN = 20;

  private final Backdrop backdrop;
  private final List<Thing> things;
  private final List<Roaming> roaming;
  private final Texture surface;
  private final double left;
  private final double leftPerSecond;

  /**
   * Lays out a scene.
   *
   * @param seed decides the grain of the ground, and place, size, speed and shade of each thing
   * @param things what is to be seen; may be empty, and may hold a thing twice
   * @throws IllegalArgumentException if there are more than {@value #MOST_THINGS}
   */
  public Tableau(Backdrop backdrop, long seed, List<Thing> things) {
    if (things.size() > MOST_THINGS) {
      throw new IllegalArgumentException(
          "Was " + things.size() + " things; allowed: at most " + MOST_THINGS);
    }
    this.backdrop = backdrop;
    this.things = List.copyOf(things);
    SplittableRandom random = new SplittableRandom(seed);
    surface = new Texture(random.nextLong());
    left = random.nextDouble(Texture.SIDE);
    leftPerSecond = random.nextDouble(-FASTEST_PAN, FASTEST_PAN);
    roaming = laidOut(this.things, random);
  }

  private static List<Roaming> laidOut(List<Thing> things, SplittableRandom random) {
    int columns = things.size() <= 1 ? 1 : things.size() <= 4 ? 2 : 3;
    int rows = things.size() <= 2 ? 1 : 2;
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < columns * rows; i++) {
      free.add(i);
    }
    List<Roaming> placed = new ArrayList<>();
    for (Thing thing : things) {
      int field = free.remove(random.nextInt(free.size()));
      placed.add(
          Roaming.random(
              thing, new Roaming.Field(field % columns, columns, field / columns, rows), random));
    }
    return List.copyOf(placed);
  }

  /** Gives the ground. */
  public Backdrop backdrop() {
    return backdrop;
  }

  /** Gives what is to be seen, as it was given. */
  public List<Thing> things() {
    return things;
  }

  /**
   * Gives what is to be seen in a sentence without a full stop: "a red circle and two blue stars on
   * grass"; "an orange moon, a red circle and a black cross at night"; without things "nothing but
   * sand".
   */
  public String caption() {
    Map<Thing, Integer> counts = new LinkedHashMap<>();
    things.forEach(thing -> counts.merge(thing, 1, Integer::sum));
    if (counts.isEmpty()) {
      return "nothing but " + backdrop.noun();
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((thing, count) -> parts.add(thing.counted(count)));
    String last = parts.remove(parts.size() - 1);
    String listed = parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    return listed + " " + backdrop.where();
  }

  @Override
  public void paint(RgbFrame canvas, long frame, double seconds) {
    backdrop.paint(canvas, surface, left + seconds * leftPerSecond);
    for (Roaming thing : roaming) {
      thing.paint(canvas, seconds);
    }
  }
}
