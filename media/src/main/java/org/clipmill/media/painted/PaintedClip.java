package org.clipmill.media.painted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.random.StableSeed;
import org.clipmill.media.ClipCutter;
import org.clipmill.media.CutRequest;
import org.clipmill.media.CutResult;
import org.clipmill.media.CutSettings;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scene;

/**
 * A short clip whose goodness is known. Size, rate, length, exposure, grain and compression vary
 * alike for all kinds, so that none of them gives the kind away.
 *
 * @param id its name
 * @param kind what it shows
 * @param spec its form
 * @param quality the quantiser of H.264 that it is coded with at last
 * @param scene what is painted
 */
public record PaintedClip(String id, PaintedKind kind, PaintSpec spec, int quality, Scene scene) {
  private static final int BEST_QUALITY = 18;
  private static final int WORST_QUALITY = 36;
  private static final double SHORTEST_SECONDS = 1.05;
  private static final double LONGEST_SECONDS = 8.0;

  /** Small, so that a thousand clips are painted and measured in minutes; of usual shapes. */
  private static final List<FrameSize> SIZES =
      List.of(
          new FrameSize(160, 90),
          new FrameSize(192, 108),
          new FrameSize(256, 144),
          new FrameSize(320, 180),
          new FrameSize(426, 240),
          new FrameSize(480, 270),
          new FrameSize(240, 180),
          new FrameSize(320, 240),
          new FrameSize(240, 240),
          new FrameSize(180, 320));

  private static final List<FrameRate> RATES =
      List.of(
          new FrameRate(12, 1),
          new FrameRate(15, 1),
          new FrameRate(24_000, 1001),
          new FrameRate(24, 1),
          new FrameRate(25, 1),
          new FrameRate(30_000, 1001),
          new FrameRate(30, 1));

  /**
   * Draws a clip.
   *
   * @param seed with the number it decides everything, on any machine
   * @param number from 0; kinds follow each other so that as many clips are good as are bad, and
   *     all good kinds, and all bad ones, come equally often
   */
  public static PaintedClip of(long seed, int number) {
    List<PaintedKind> kinds =
        List.of(PaintedKind.values()).stream()
            .filter(kind -> kind.isGood() == (number % 2 == 0))
            .toList();
    return of(seed, number, kinds.get(number / 2 % kinds.size()));
  }

  /** Draws a clip of one kind. */
  public static PaintedClip of(long seed, int number, PaintedKind kind) {
    String id = "painted-" + kind.label().replace('_', '-') + "-" + number;
    SplittableRandom random = new SplittableRandom(StableSeed.of(seed, id));
    FrameSize size = SIZES.get(random.nextInt(SIZES.size()));
    FrameRate rate = RATES.get(random.nextInt(RATES.size()));
    double seconds =
        SHORTEST_SECONDS * Math.pow(LONGEST_SECONDS / SHORTEST_SECONDS, random.nextDouble());
    long frames = Math.round(seconds * rate.framesPerSecond());
    int quality = random.nextInt(BEST_QUALITY, WORST_QUALITY + 1);
    PaintSpec spec = PaintSpec.of(size.width(), size.height(), rate, frames);
    return new PaintedClip(id, kind, spec, quality, new PaintedScenes(spec, random).of(kind));
  }

  /**
   * Paints the clip and cuts it like any other: coded twice, as web video is.
   *
   * @param target the file, an {@code .mp4} in a folder that exists; replaced if it is there
   * @throws org.clipmill.core.clip.ClipException {@code ENCODE_FAILED} or {@code STORAGE}
   */
  public void write(Path target) {
    Path source = target.resolveSibling(id + ".source.mp4");
    try {
      VideoPainter.paint(source, spec, scene);
      CutSettings usual = CutSettings.defaults();
      CutSettings settings =
          new CutSettings(usual.encoder(), quality, usual.keyFrameSeconds(), usual.audio());
      CutRequest whole = new CutRequest(id, 0, spec.frames(), target);
      CutResult.Written unused =
          new ClipCutter(settings).cut(source, List.of(whole)).get(0).written();
    } finally {
      delete(source);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
