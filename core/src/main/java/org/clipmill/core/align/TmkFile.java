package org.clipmill.core.align;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hash of a video as Meta's open program writes it ({@code .tmk}, ThreatExchange): a temporal
 * match kernel over PDQ frame hashes, with the scores of that program.
 *
 * <p>Layout, little-endian: "TMK1", "FVEC", four letters of the frame hash; int32 frames per
 * second, periods, harmonics, dimension, frames; the periods as int32; the coefficients of the
 * kernel, the average frame, the sums by cosine and those by sine, {@code
 * [period][harmonic][dimension]}, as float32.
 */
public final class TmkFile {
  private static final String MAGIC = "TMK1FVEC";
  private static final int HASH_NAME = 4;
  private static final int HEADER = MAGIC.length() + HASH_NAME + 5 * Integer.BYTES;

  /** No real file has more of anything; keeps a damaged header from asking for the moon. */
  private static final int MOST = 1 << 16;

  private final String frameHash;
  private final int framesPerSecond;
  private final int frames;
  private final List<Integer> periods;
  private final float[] coefficients;
  private final float[] average;
  private final HarmonicSums sums;

  private TmkFile(ByteBuffer buffer) {
    byte[] name = new byte[HASH_NAME];
    buffer.position(MAGIC.length()).get(name);
    this.frameHash = new String(name, StandardCharsets.US_ASCII);
    this.framesPerSecond = buffer.getInt();
    int periodCount = count(buffer, "periods");
    int harmonics = count(buffer, "harmonics");
    int dimension = count(buffer, "dimensions");
    this.frames = buffer.getInt();
    long floats = harmonics + dimension + 2L * periodCount * harmonics * dimension;
    long expected = HEADER + 4L * periodCount + 4 * floats;
    if (expected != buffer.capacity()) {
      throw new IllegalArgumentException(
          "Cannot read a .tmk file: saw %d bytes, expected %d"
              .formatted(buffer.capacity(), expected));
    }
    List<Integer> lengths = new ArrayList<>(periodCount);
    for (int p = 0; p < periodCount; p++) {
      lengths.add(count(buffer, "frames in a period"));
    }
    this.periods = List.copyOf(lengths);
    this.coefficients = floats(buffer, harmonics);
    this.average = floats(buffer, dimension);
    this.sums = sums(buffer, periodCount * harmonics, dimension);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is no such file, or damaged
   */
  public static TmkFile of(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, MAGIC.length()), StandardCharsets.US_ASCII);
    if (!start.equals(MAGIC) || bytes.length < HEADER) {
      throw new IllegalArgumentException(
          "Cannot read a .tmk file: saw %d bytes that start with '%s', expected '%s' and a header"
              .formatted(bytes.length, start.replaceAll("\\P{Print}", "?"), MAGIC));
    }
    return new TmkFile(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  private static int count(ByteBuffer buffer, String what) {
    int count = buffer.getInt();
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "Cannot read a .tmk file: saw %d %s, expected 1 to %d".formatted(count, what, MOST));
    }
    return count;
  }

  private static float[] floats(ByteBuffer buffer, int count) {
    float[] values = new float[count];
    buffer.asFloatBuffer().get(values);
    buffer.position(buffer.position() + Float.BYTES * count);
    return values;
  }

  private static HarmonicSums sums(ByteBuffer buffer, int frequencies, int dimension) {
    float[] cosines = floats(buffer, frequencies * dimension);
    float[] sines = floats(buffer, frequencies * dimension);
    float[] values = new float[2 * cosines.length];
    for (int k = 0; k < frequencies; k++) {
      System.arraycopy(sines, k * dimension, values, 2 * k * dimension, dimension);
      System.arraycopy(cosines, k * dimension, values, (2 * k + 1) * dimension, dimension);
    }
    return new HarmonicSums(frequencies, dimension, values);
  }

  /** Gives the four letters of the frame hash: {@code PDQF}. */
  public String frameHash() {
    return frameHash;
  }

  /** Gives the rate at which frames were read. */
  public int framesPerSecond() {
    return framesPerSecond;
  }

  /** Gives how many frames were read. */
  public int frames() {
    return frames;
  }

  /** Gives the periods, in frames. */
  public List<Integer> periods() {
    return periods;
  }

  /** Gives the sums, each already divided by its length and times the root of its coefficient. */
  public HarmonicSums sums() {
    return sums;
  }

  /** Gives the cosine of the average frames: Meta's level-1 score, -1 to 1; 0 for a black video. */
  public double firstLevelScore(TmkFile other) {
    checkComparable(other);
    int d = average.length;
    double norms =
        PairProducts.product(average, 0, average, 0, d)
            * PairProducts.product(other.average, 0, other.average, 0, d);
    return norms == 0
        ? 0
        : PairProducts.product(average, 0, other.average, 0, d) / Math.sqrt(norms);
  }

  /**
   * Gives Meta's level-2 score: the greatest value of the kernel over all offsets of a period and
   * over all periods, divided by that of a video with itself.
   */
  public double secondLevelScore(TmkFile other) {
    checkComparable(other);
    int harmonics = coefficients.length;
    double[] even = new double[sums.frequencies()];
    double[] odd = new double[sums.frequencies()];
    PairProducts.of(sums.values(), other.sums.values(), sums.dimension(), even, odd);
    double best = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < periods.size(); p++) {
      double[] radians = new double[harmonics];
      for (int j = 0; j < harmonics; j++) {
        radians[j] = 2 * Math.PI * j / periods.get(p);
      }
      int from = p * harmonics;
      ScoreCurve curve =
          new Waves(radians, new Offsets(0, periods.get(p)))
              .curve(
                  Arrays.copyOfRange(even, from, from + harmonics),
                  Arrays.copyOfRange(odd, from, from + harmonics));
      best = Math.max(best, curve.best().score());
    }
    return best / ofItself();
  }

  private double ofItself() {
    double sum = -coefficients[0];
    for (float coefficient : coefficients) {
      sum += 2.0 * coefficient;
    }
    return sum;
  }

  private void checkComparable(TmkFile other) {
    sums.checkComparable(other.sums);
    if (!periods.equals(other.periods) || !Arrays.equals(coefficients, other.coefficients)) {
      throw new IllegalArgumentException(
          "Was a hash of periods %s; expected %s with the same coefficients"
              .formatted(other.periods, periods));
    }
  }
}
