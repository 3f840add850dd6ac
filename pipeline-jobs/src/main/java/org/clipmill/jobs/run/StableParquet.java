package org.clipmill.jobs.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.clipmill.udfs.ParquetFooter;

/**
 * Makes the bytes of a Parquet file follow from its rows alone. Parquet's writer lists the
 * encodings of a column in the order of a hash set, which differs from one JVM to the next; here
 * they are sorted. Nothing else in the file changes.
 */
final class StableParquet {
  private static final int BUFFER_BYTES = 1 << 16;

  private StableParquet() {}

  /**
   * Writes a stable copy of a file and deletes the file.
   *
   * @throws IOException if it cannot be read or written, or is no Parquet file
   */
  static void move(FileSystem files, Path from, Path to) throws IOException {
    ParquetFooter footer = ParquetFooter.read(files, from);
    try (FSDataInputStream in = files.open(from);
        FSDataOutputStream out = files.create(to, true)) {
      copy(in, out, footer.start());
      byte[] sorted = sorted(footer.content());
      out.write(sorted);
      out.write(ParquetFooter.tail(sorted.length));
    }
    files.delete(from, false);
  }

  private static byte[] sorted(FileMetaData footer) throws IOException {
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        List<Encoding> encodings = chunk.getMeta_data().getEncodings();
        chunk.getMeta_data().setEncodings(encodings.stream().sorted().toList());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }

  private static void copy(FSDataInputStream in, FSDataOutputStream out, long length)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    in.seek(0);
    for (long left = length; left > 0; ) {
      int part = (int) Math.min(buffer.length, left);
      in.readFully(buffer, 0, part);
      out.write(buffer, 0, part);
      left -= part;
    }
  }
}
