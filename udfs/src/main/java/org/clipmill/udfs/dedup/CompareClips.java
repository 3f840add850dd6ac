package org.clipmill.udfs.dedup;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashAlignment;
import org.clipmill.core.dedup.Likeness;

/**
 * Aligns the two clips of a row and keeps the row if they are alike.
 *
 * @param minScore the least mean cosine of the frames that both show
 */
record CompareClips(double minScore) implements FlatMapFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Row pair) {
    Optional<ClipHash> first = AlikeClips.hash(pair, AlikeClips.FIRST_HASH);
    Optional<ClipHash> second = AlikeClips.hash(pair, AlikeClips.SECOND_HASH);
    if (first.isEmpty() || second.isEmpty()) {
      return Collections.emptyIterator();
    }
    return HashAlignment.of(first.get(), second.get())
        .filter(likeness -> likeness.score() >= minScore)
        .map(likeness -> List.of(row(pair, likeness)).iterator())
        .orElse(Collections.emptyIterator());
  }

  private static Row row(Row pair, Likeness likeness) {
    return RowFactory.create(
        pair.getLong(pair.fieldIndex(AlikeClips.FIRST)),
        pair.getLong(pair.fieldIndex(AlikeClips.SECOND)),
        likeness.score(),
        likeness.offsetMicros(),
        likeness.sharedFrames(),
        likeness.form().name());
  }
}
