package org.clipmill.core.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.clipmill.core.dedup.Likeness.Form;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class ClipHashTest {
  /** A grey picture of waves that drift with time; each seed has waves of its own. */
  @FunctionalInterface
  private interface Picture {
    double at(double x, double y, double seconds);
  }

  private static Picture waves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] parts = random.doubles(8 * 5, 0, 1).toArray();
    return (x, y, seconds) -> {
      double value = 128;
      for (int i = 0; i < parts.length; i += 5) {
        double phase = parts[i + 2] * 7 + (parts[i + 4] - 0.5) * 2 * seconds;
        value +=
            14 * Math.sin((parts[i] * 2 - 1) * 14 * x + (parts[i + 1] * 2 - 1) * 14 * y + phase);
      }
      return value;
    };
  }

  private static RgbFrame frame(
      Picture picture, double seconds, int width, int height, DoubleUnaryOperator tone) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = picture.at((x + 0.5) / width, (y + 0.5) / height, seconds);
        Arrays.fill(
            rgb,
            3 * (y * width + x),
            3 * (y * width + x) + 3,
            (byte) Math.max(0, Math.min(255, Math.rint(tone.applyAsDouble(value)))));
      }
    }
    return new RgbFrame(width, height, rgb);
  }

  private static ClipHash clip(Picture picture, double from, double to) {
    return clip(picture, from, to, 200, 120, value -> value);
  }

  private static ClipHash clip(
      Picture picture, double from, double to, int width, int height, DoubleUnaryOperator tone) {
    ClipHash.Builder builder = new ClipHash.Builder();
    for (double seconds = from; seconds < to; seconds += 0.25) {
      builder.add(frame(picture, seconds, width, height, tone));
    }
    return builder.build();
  }

  private static Likeness likeness(ClipHash first, ClipHash second) {
    return HashAlignment.of(first, second).orElseThrow();
  }

  @Test
  void copiesOfOtherSizeToneAndTimeAreFound() {
    Picture picture = waves(1);
    ClipHash original = clip(picture, 0, 6);
    ClipHash small = clip(picture, 0, 6, 90, 90, value -> value);
    ClipHash dark = clip(picture, 0, 6, 200, 120, v -> 255 * Math.pow(v / 255, 1.8));
    assertTrue(likeness(original, small).score() > 0.97);
    assertTrue(likeness(original, dark).score() > 0.99);
    Likeness later = likeness(clip(picture, 2, 6), original);
    assertEquals(-2_000_000, later.offsetMicros());
    assertEquals(16, later.sharedFrames());
    assertEquals(Form.COPY, later.form());
    assertEquals(1.0, later.score(), 1e-9);
  }

  @Test
  void mirroredCroppedAndFramedCopiesAreFound() {
    Picture picture = waves(2);
    ClipHash original = clip(picture, 0, 4);
    Picture mirrored = (x, y, seconds) -> picture.at(1 - x, y, seconds);
    assertEquals(Form.MIRRORED, likeness(original, clip(mirrored, 0, 4)).form());
    assertTrue(likeness(original, clip(mirrored, 0, 4)).score() > 0.99);
    Picture cropped = (x, y, seconds) -> picture.at(0.1 + 0.8 * x, 0.1 + 0.8 * y, seconds);
    assertEquals(Form.FIRST_CROPPED, likeness(clip(cropped, 0, 4), original).form());
    assertEquals(Form.SECOND_CROPPED, likeness(original, clip(cropped, 0, 4)).form());
    assertTrue(likeness(original, clip(cropped, 0, 4)).score() > 0.95);
    Picture framed =
        (x, y, seconds) ->
            x < 0.1 || x > 0.9 || y < 0.1 || y > 0.9
                ? 16
                : picture.at((x - 0.1) / 0.8, (y - 0.1) / 0.8, seconds);
    assertTrue(likeness(original, clip(framed, 0, 4)).score() > 0.95);
  }

  @Test
  void otherClipsAreNotAlike() {
    for (int seed = 10; seed < 20; seed++) {
      double score = likeness(clip(waves(1), 0, 4), clip(waves(seed), 0, 4)).score();
      assertTrue(score < 0.7, () -> "was " + score);
    }
  }

  @Test
  void copiesShareKeysAndOthersDoNot() {
    Picture picture = waves(3);
    ClipHash original = clip(picture, 0, 5);
    Picture mirrored = (x, y, seconds) -> picture.at(1 - x, y, seconds);
    ClipHash copy = clip(mirrored, 1, 5, 90, 60, v -> 255 * Math.pow(v / 255, 0.7));
    assertTrue(shared(original, copy) >= HashKeys.FEWEST_SHARED);
    for (int seed = 10; seed < 20; seed++) {
      assertTrue(shared(original, clip(waves(seed), 0, 5)) < HashKeys.FEWEST_SHARED);
    }
  }

  private static long shared(ClipHash stored, ClipHash seeking) {
    long[] keys = HashKeys.sought(seeking);
    return Arrays.stream(HashKeys.stored(stored))
        .filter(key -> Arrays.binarySearch(keys, key) >= 0)
        .count();
  }

  @Test
  void oneFrameAndConstantFramesAreClipsToo() {
    ClipHash still = clip((x, y, seconds) -> waves(4).at(x, y, 0), 0, 4);
    ClipHash one = clip(waves(4), 0, 0.2);
    assertEquals(1, one.frames());
    Likeness likeness = likeness(one, still);
    assertEquals(1.0, likeness.score(), 1e-9);
    assertEquals(1, likeness.sharedFrames());
  }

  @Test
  void blankClipsAreLikeNone() {
    ClipHash black = clip((x, y, seconds) -> 0, 0, 3);
    assertEquals(Optional.empty(), HashAlignment.of(black, black));
    assertEquals(Optional.empty(), HashAlignment.of(black, clip(waves(1), 0, 3)));
    assertEquals(0, HashKeys.stored(black).length);
    assertEquals(0, HashKeys.sought(black).length);
  }

  @Test
  void hashesSurviveStorageAndOtherBytesAreNone() {
    ClipHash clip = clip(waves(5), 0, 2);
    assertEquals(clip, ClipHash.of(clip.toBytes()).orElseThrow());
    assertEquals(8, clip.frames());
    byte[] older = clip.toBytes();
    older[0] = 0;
    assertFalse(ClipHash.of(older).isPresent());
    assertFalse(ClipHash.of(Arrays.copyOf(clip.toBytes(), 100)).isPresent());
    assertFalse(ClipHash.of(new byte[0]).isPresent());
    assertEquals(
        "Cannot hash a clip without frames",
        assertThrows(IllegalStateException.class, () -> new ClipHash.Builder().build())
            .getMessage());
  }
}
