package org.clipmill.udfs.dedup;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashKeys;

/**
 * Gives a row for every key of a clip; none for a clip that is blank or has no hash.
 *
 * @param side whether the clip is to be found, or seeks
 */
record ListKeys(Side side) implements FlatMapFunction<Row, Row> {
  /** What the keys are for. */
  enum Side {
    /** The clip can be found under them. */
    STORED,
    /** Copies of the clip may be found under them. */
    SOUGHT
  }

  @Override
  public Iterator<Row> call(Row clip) {
    long place = clip.getLong(clip.fieldIndex(AlikeClips.PLACE));
    Optional<ClipHash> hash = AlikeClips.hash(clip, AlikeClips.HASH);
    if (hash.isEmpty()) {
      return Collections.emptyIterator();
    }
    long[] keys = side == Side.STORED ? HashKeys.stored(hash.get()) : HashKeys.sought(hash.get());
    return Arrays.stream(keys).mapToObj(key -> RowFactory.create(key, place)).iterator();
  }
}
