package org.clipmill.udfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file, which says what is in it. A file that was cut short has none.
 *
 * @param start the byte at which it starts; the rows end there
 * @param content what it says
 */
public record ParquetFooter(long start, FileMetaData content) {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** A file ends with its footer, the length of that in four bytes, and the magic. */
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

  /**
   * Reads the footer of a file.
   *
   * @throws IOException if the file cannot be read or is no whole Parquet file, with its name
   */
  public static ParquetFooter read(FileSystem files, Path file) throws IOException {
    long length = files.getFileStatus(file).getLen();
    if (length < MAGIC.length + TAIL_BYTES) {
      throw refusal(file, "saw " + length + " bytes, no Parquet file");
    }
    try (FSDataInputStream in = files.open(file)) {
      byte[] tail = new byte[TAIL_BYTES];
      in.readFully(length - TAIL_BYTES, tail);
      if (!Arrays.equals(tail, Integer.BYTES, TAIL_BYTES, MAGIC, 0, MAGIC.length)) {
        throw refusal(file, "does not end as a Parquet file does");
      }
      long start =
          length - TAIL_BYTES - ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (start < MAGIC.length || start >= length - TAIL_BYTES) {
        throw refusal(file, "is damaged: its footer would start at byte " + start);
      }
      in.seek(start);
      return new ParquetFooter(start, content(in, file));
    }
  }

  private static FileMetaData content(FSDataInputStream in, Path file) throws IOException {
    try {
      return Util.readFileMetaData(in);
    } catch (IOException e) {
      throw refusal(file, "is damaged: " + e.getMessage());
    }
  }

  /** Gives what follows a footer of some length. */
  public static byte[] tail(int footerBytes) {
    return ByteBuffer.allocate(TAIL_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(footerBytes)
        .put(MAGIC)
        .array();
  }

  private static IOException refusal(Path file, String what) {
    return new IOException("Cannot read " + file + ": " + what);
  }
}
