package org.clipmill.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.spark.sql.Row;
import org.clipmill.jobs.LocalPipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StableParquetTest {
  @TempDir Path folder;

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toString());
  }

  /** Writes the file anew with the encodings of its columns in the opposite order. */
  private static byte[] turned(byte[] file) throws IOException {
    int end = file.length - 8;
    int length = ByteBuffer.wrap(file, end, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(file, end - length, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        List<Encoding> encodings = new ArrayList<>(chunk.getMeta_data().getEncodings());
        Collections.reverse(encodings);
        chunk.getMeta_data().setEncodings(encodings);
      }
    }
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(file, 0, end - length);
    Util.writeFileMetaData(footer, turned);
    turned.write(file, end, 8);
    return turned.toByteArray();
  }

  @Test
  void theOrderInWhichAJvmListsEncodingsIsNotSeen() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    try (LocalPipeline pipeline = new LocalPipeline()) {
      String rows = "select id, id % 3 as third, 'text ' || id as text from range(1000)";
      Path parts = folder.resolve("parts");
      pipeline.spark().sql(rows).coalesce(1).write().parquet(parts.toString());
      new TableStore(new Configuration(), folder.toString())
          .nameParts(hadoop(parts), "part-%05d.parquet");
      Path named = parts.resolve("part-00000.parquet");
      byte[] stable = Files.readAllBytes(named);

      byte[] turned = turned(stable);
      assertFalse(Arrays.equals(stable, turned), "the columns have one encoding each");
      Path other = Files.write(folder.resolve("other.parquet"), turned);
      Path again = folder.resolve("again.parquet");
      StableParquet.move(files, hadoop(other), hadoop(again));
      assertEquals(-1, Files.mismatch(named, again));
      assertFalse(Files.exists(other));
      List<Row> expected = pipeline.spark().sql(rows).collectAsList();
      assertEquals(expected, pipeline.spark().read().parquet(again.toString()).collectAsList());
    }
  }

  @Test
  void whatIsNoParquetFileIsRefused() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path file = Files.writeString(folder.resolve("a.parquet"), "PAR1");
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> StableParquet.move(files, hadoop(file), hadoop(folder.resolve("b.parquet"))));
    assertEquals("Cannot read " + file + ": saw 4 bytes, no Parquet file", refusal.getMessage());
  }
}
