package org.clipmill.core.npy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** The bytes of an entry of an archive; the last of them are given only if the checksum fits. */
final class EntryStream extends FilterInputStream {
  private final String name;
  private final long expected;
  private final CRC32 sum = new CRC32();
  private long remaining;

  /** Wraps what a {@link java.util.zip.ZipFile} gives, which checks nothing itself. */
  EntryStream(InputStream in, ZipEntry entry, String name) {
    super(in);
    this.name = name;
    expected = entry.getCrc();
    remaining = entry.getSize();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    if (count > 0) {
      sum.update(into, from, count);
      remaining -= count;
      if (remaining == 0 && sum.getValue() != expected) {
        throw new NpyFormatException(
            "Cannot read %s: saw checksum %08x, expected %08x"
                .formatted(name, sum.getValue(), expected));
      }
    }
    return count;
  }

  /** Reads, so that nothing goes unchecked. */
  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(count, 1 << 13)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
