package org.clipmill.udfs.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureRowsTest {
  private static SparkSession spark;

  @TempDir Path folder;

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

  /** Writes rows as three files of one folder, in an order of Spark's own. */
  private Path parquet(String sql) {
    Path rows = folder.resolve("rows.parquet");
    spark.sql(sql).repartition(3).write().parquet(rows.toUri().toString());
    return rows;
  }

  private String refusal(String sql) {
    Path rows = parquet(sql);
    return assertThrows(ConfigException.class, () -> FeatureFile.read(rows, 15)).getMessage();
  }

  @Test
  void framesOfManyFilesAreOrderedByTheirNumber() throws IOException {
    NpyArray read =
        FeatureRows.read(
            parquet("select id + 7 as frame, array(float(id), -1f) as vector from range(50)"));
    float[] expected = new float[100];
    Arrays.fill(expected, -1);
    for (int k = 0; k < 50; k++) {
      expected[2 * k] = k;
    }
    assertEquals(List.of(50, 2), read.shape());
    assertArrayEquals(expected, read.floats());
  }

  @Test
  void aFileWithoutNumbersIsReadInItsOrderAndDoublesAreRounded() throws IOException {
    Path rows = parquet("select array(0.1d) as features, array(5f) as others, 'x' as path");
    Path file;
    try (Stream<Path> files = Files.list(rows)) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    assertArrayEquals(new float[] {0.1f}, FeatureRows.read(file).floats());
  }

  @Test
  void twoVideosInOneFileAreRefused() {
    String message = refusal("select id % 2 as frame, array(float(id)) as vector from range(4)");
    assertTrue(message.contains("comes twice, expected one video a file"), message);
  }

  @Test
  void mixedDimensionsAreRefused() {
    String message =
        refusal("select id as frame, array_repeat(1f, int(id) + 1) as vector from range(3)");
    assertTrue(message.contains("frame 1 has 2 numbers, expected 1 as in frame 0"), message);
  }

  @Test
  void aMissingNumberOrVectorIsRefused() {
    String message = refusal("select array(1f, null) as vector");
    assertTrue(message.contains("number 1 of frame 0 is missing"), message);
  }

  @Test
  void tablesOfOtherColumnsAreRefusedByName() {
    String message = refusal("select 1 as frame, array(1f) as a, array(2f) as b");
    assertTrue(message.contains("saw columns of vectors [a, b] among [frame, a, b]"), message);
  }

  @Test
  void aFileCutShortIsRefused() throws IOException {
    Path file = folder.resolve("cut.parquet");
    Files.writeString(file, "PAR1 and then no more");
    String message =
        assertThrows(ConfigException.class, () -> FeatureFile.read(file, 15)).getMessage();
    assertTrue(message.contains("does not end as a Parquet file does"), message);
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    Path file = Files.createDirectories(folder.resolve("empty.parquet"));
    String message =
        assertThrows(ConfigException.class, () -> FeatureFile.read(file, 15)).getMessage();
    assertTrue(message.endsWith("saw no row"), message);
  }
}
