package org.clipmill.udfs.dedup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashKeys;

/**
 * Finds clips that show the same without comparing all with all: clips meet in inverted lists under
 * the keys of their hashes, and those that meet often enough are aligned.
 *
 * <p>A list holds its best {@value #LONGEST_LIST} clips, so the work grows with the number of clips
 * even where thousands show one title: each of them meets the best.
 */
public final class AlikeClips {
  /** Column: a number of its own for each clip; the better the clip, the smaller. */
  public static final String PLACE = "place";

  /** Column: what {@link ClipHash#toBytes} gave; null for none. */
  public static final String HASH = "frame_hashes";

  /** Columns of a pair: the places of the better and of the worse clip. */
  public static final String FIRST = "first";

  public static final String SECOND = "second";

  /** Columns of a pair that say how alike it is. */
  public static final String SCORE = "alike_score";

  public static final String OFFSET = "alike_offset_us";
  public static final String SHARED = "shared_frames";
  public static final String FORM = "form";

  static final String FIRST_HASH = "first_hash";
  static final String SECOND_HASH = "second_hash";
  private static final int LONGEST_LIST = 100;
  private static final String KEY = "key";

  private static final StructType KEYS =
      new StructType().add(KEY, DataTypes.LongType).add(PLACE, DataTypes.LongType);

  private static final StructType PAIRS =
      new StructType()
          .add(FIRST, DataTypes.LongType)
          .add(SECOND, DataTypes.LongType)
          .add(SCORE, DataTypes.DoubleType)
          .add(OFFSET, DataTypes.LongType)
          .add(SHARED, DataTypes.IntegerType)
          .add(FORM, DataTypes.StringType);

  private AlikeClips() {}

  /**
   * Gives a row for each pair of alike clips: {@link #FIRST}, {@link #SECOND}, {@link #SCORE},
   * {@link #OFFSET} (position in the first less that in the second), {@link #SHARED}, {@link
   * #FORM}.
   *
   * @param clips with the columns {@link #PLACE} and {@link #HASH}
   * @param minScore the least mean cosine of the frames that both show
   */
  public static Dataset<Row> pairs(Dataset<Row> clips, double minScore) {
    Dataset<Row> hashes = clips.select(PLACE, HASH);
    return candidates(hashes)
        .join(hashes.select(col(PLACE).as(FIRST), col(HASH).as(FIRST_HASH)), FIRST)
        .join(hashes.select(col(PLACE).as(SECOND), col(HASH).as(SECOND_HASH)), SECOND)
        .flatMap(new CompareClips(minScore), Encoders.row(PAIRS));
  }

  /** Gives the pairs that share keys enough to be compared, {@link #FIRST} and {@link #SECOND}. */
  public static Dataset<Row> candidates(Dataset<Row> hashes) {
    Dataset<Row> lists =
        hashes
            .flatMap(new ListKeys(ListKeys.Side.STORED), Encoders.row(KEYS))
            .groupBy(KEY)
            .agg(slice(sort_array(collect_list(PLACE)), 1, LONGEST_LIST).as("places"));
    return hashes
        .flatMap(new ListKeys(ListKeys.Side.SOUGHT), Encoders.row(KEYS))
        .join(lists, KEY)
        .select(col(PLACE), explode(col("places")).as("other"), col(KEY))
        .filter(col(PLACE).notEqual(col("other")))
        .select(
            least(col(PLACE), col("other")).as(FIRST),
            greatest(col(PLACE), col("other")).as(SECOND),
            col(PLACE).lt(col("other")).as("seeks"))
        .groupBy(FIRST, SECOND, "seeks")
        .agg(count(lit(1)).as("keys"))
        .filter(col("keys").geq(HashKeys.FEWEST_SHARED))
        .select(FIRST, SECOND)
        .distinct();
  }

  /** Gives the hash in a column; empty if there is none, or one of an earlier version. */
  static Optional<ClipHash> hash(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? Optional.empty() : ClipHash.of((byte[]) row.get(index));
  }
}
