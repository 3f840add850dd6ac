package org.clipmill.udfs.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.clipmill.core.table.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlikeClipsTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> clips(List<Row> rows) {
    return spark.createDataFrame(rows, SimulatedHashes.SCHEMA);
  }

  private static Dataset<Row> judged(List<Row> rows) {
    Dataset<Row> clips =
        clips(rows)
            .withColumn(
                Tables.CLIP_ID,
                functions.concat(functions.lit("clip_"), functions.col(AlikeClips.PLACE)))
            .withColumn("score", functions.lit(0.5).cast(DataTypes.DoubleType));
    return Duplicates.judged(clips, AlikeClips.pairs(clips, 0.82));
  }

  @Test
  void everyCopyIsDroppedInFavourOfItsOriginal() {
    Map<String, Row> dropped = new TreeMap<>();
    List<Row> all = judged(SimulatedHashes.rows(120)).collectAsList();
    for (Row row : all) {
      if (!row.isNullAt(row.fieldIndex(Tables.DROPPED))) {
        dropped.put(row.getAs(Tables.CLIP_ID), row);
      }
    }
    assertEquals(120, all.size());
    assertEquals(12, dropped.size());
    for (int original = 0; original < 120; original += SimulatedHashes.COPY_EVERY) {
      Row row = dropped.get("clip_" + (original + 1));
      assertEquals("clip_" + original, row.getAs("duplicate_of"));
      assertEquals("near_duplicate", row.getAs(Tables.DROPPED));
      assertEquals(-1_000_000L, row.<Long>getAs("duplicate_offset_us"));
      assertTrue(row.<Double>getAs("duplicate_score") > 0.9);
    }
  }

  @Test
  void manyCopiesOfOneClipLeaveTheBest() {
    List<Row> rows = new ArrayList<>();
    byte[] title = SimulatedHashes.row(0).getAs(1);
    for (long place = 0; place < 150; place++) {
      rows.add(RowFactory.create(place, title));
    }
    Dataset<Row> judged = judged(rows);
    List<Row> kept = judged.filter(functions.col(Tables.DROPPED).isNull()).collectAsList();
    assertEquals(1, kept.size());
    assertEquals("clip_0", kept.get(0).getAs(Tables.CLIP_ID));
    assertNull(kept.get(0).getAs("duplicate_of"));
    assertEquals(149, judged.filter(functions.col("duplicate_of").equalTo("clip_0")).count());
  }

  @Test
  void clipsWithoutHashStay() {
    List<Row> rows = new ArrayList<>(SimulatedHashes.rows(2));
    rows.add(RowFactory.create(7L, null));
    rows.add(RowFactory.create(8L, new byte[] {99}));
    assertEquals(3, judged(rows).filter(functions.col(Tables.DROPPED).isNull()).count());
  }
}
