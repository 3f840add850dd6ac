package org.clipmill.udfs.dedup;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Hashes as of clips, without pictures: each clip wanders from a direction of its own, of which
 * some are common, as skies over land are; every tenth is a copy of the one before it with noise.
 */
final class SimulatedHashes {
  static final StructType SCHEMA =
      new StructType()
          .add(AlikeClips.PLACE, DataTypes.LongType)
          .add(AlikeClips.HASH, DataTypes.BinaryType);

  private static final int LENGTH = 63;
  private static final int VIEWS = 2;
  private static final int COMMON = 200;
  static final int COPY_EVERY = 10;

  private SimulatedHashes() {}

  /** Gives the hash of a clip: of 20 frames, or, if it is a copy, of the last 16 of them. */
  static Row row(long place) {
    boolean isCopy = place % COPY_EVERY == 1;
    return RowFactory.create(
        place, isCopy ? bytes(place - 1, 4, 20, 0.25, place) : bytes(place, 0, 20, 0, place));
  }

  static List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (long place = 0; place < count; place++) {
      rows.add(row(place));
    }
    return rows;
  }

  private static byte[] bytes(long seed, int from, int to, double noise, long noiseSeed) {
    SplittableRandom random = new SplittableRandom(seed * 7919 + 1);
    SplittableRandom noises = new SplittableRandom(noiseSeed);
    double[] common = direction(new SplittableRandom(random.nextInt(COMMON)));
    double[] own = direction(random);
    double share = random.nextDouble(0, 0.6);
    byte[] bytes = new byte[1 + (to - from) * VIEWS * LENGTH];
    bytes[0] = 1;
    double[][] wander = new double[VIEWS][LENGTH];
    for (int frame = 0; frame < to; frame++) {
      for (int view = 0; view < VIEWS; view++) {
        double[] step = direction(random);
        double[] value = new double[LENGTH];
        double[] added = direction(noises);
        double square = 0;
        for (int d = 0; d < LENGTH; d++) {
          wander[view][d] += 0.2 * step[d];
          value[d] = share * common[d] + own[d] + wander[view][d] + noise * added[d];
          square += value[d] * value[d];
        }
        int at = 1 + ((frame - from) * VIEWS + view) * LENGTH;
        for (int d = 0; d < LENGTH && frame >= from; d++) {
          bytes[at + d] = (byte) Math.rint(127 * value[d] / Math.sqrt(square));
        }
      }
    }
    return bytes;
  }

  private static double[] direction(SplittableRandom random) {
    double[] values = new double[LENGTH];
    double square = 0;
    for (int d = 0; d < LENGTH; d++) {
      values[d] = random.nextGaussian();
      square += values[d] * values[d];
    }
    for (int d = 0; d < LENGTH; d++) {
      values[d] /= Math.sqrt(square);
    }
    return values;
  }
}
