package org.clipmill.core.dedup;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Keys by which clips that may be alike find each other: each hashed frame falls on one side of
 * {@value #BITS} random planes, {@value #TABLES} times over. Two frames with a cosine of 0.95 share
 * some key with probability 0.34, two with a cosine of 0.3 with one of 4e-6; clips have many
 * frames.
 *
 * <p>Source: Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002.
 */
public final class HashKeys {
  /** Clips that share fewer keys are not compared. */
  public static final int FEWEST_SHARED = 2;

  private static final int TABLES = 8;
  private static final int BITS = 28;

  /** Multiplier and increments of the SplitMix64 generator, which decides about the planes. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final byte[] PLANES = planes();
  private static final int[] MIRROR = FrameHash.mirrorSigns();

  private HashKeys() {}

  /** Gives the keys under which a clip is stored, each once, ascending; none if it is blank. */
  public static long[] stored(ClipHash clip) {
    return keys(clip, FrameHash.View.WHOLE, false).sorted().distinct().toArray();
  }

  /**
   * Gives the keys under which copies of a clip may be stored: of the clip as it is, of its middle,
   * and of both mirrored; each once, ascending.
   */
  public static long[] sought(ClipHash clip) {
    LongStream all = LongStream.empty();
    for (FrameHash.View view : FrameHash.View.values()) {
      all = LongStream.concat(all, keys(clip, view, false));
      all = LongStream.concat(all, keys(clip, view, true));
    }
    return all.sorted().distinct().toArray();
  }

  private static LongStream keys(ClipHash clip, FrameHash.View view, boolean isMirrored) {
    long[] keys = new long[clip.frames() * TABLES];
    int count = 0;
    int[] frame = new int[FrameHash.LENGTH];
    for (int f = 0; f < clip.frames(); f++) {
      int at = ClipHash.at(f, view);
      boolean isBlank = true;
      for (int d = 0; d < frame.length; d++) {
        int value = clip.bytes()[at + d];
        isBlank &= value == 0;
        frame[d] = isMirrored ? MIRROR[d] * value : value;
      }
      for (int table = 0; table < TABLES && !isBlank; table++) {
        keys[count++] = key(frame, table);
      }
    }
    return Arrays.stream(keys, 0, count);
  }

  private static long key(int[] frame, int table) {
    long key = table;
    for (int bit = 0; bit < BITS; bit++) {
      int plane = (table * BITS + bit) * FrameHash.LENGTH;
      int side = 0;
      for (int d = 0; d < frame.length; d++) {
        side += PLANES[plane + d] * frame[d];
      }
      key = 2 * key + (side > 0 ? 1 : 0);
    }
    return key;
  }

  /** Gives 1 or -1 for every byte of every plane; the same on every machine. */
  private static byte[] planes() {
    byte[] planes = new byte[TABLES * BITS * FrameHash.LENGTH];
    long state = 0;
    for (int i = 0; i < planes.length; i++) {
      state += GOLDEN;
      long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      planes[i] = (byte) (mixed < 0 ? 1 : -1);
    }
    return planes;
  }
}
