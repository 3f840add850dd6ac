package org.clipmill.core.npy;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an {@code .npz} archive that {@code numpy.load} opens, not compressed, of any size
 * (zip64). The same arrays give the same bytes, whatever the clock says.
 */
public final class NpzWriter implements Closeable {
  private static final LocalDateTime OLDEST = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  /** Begins an archive on a stream, which is closed with it. */
  public NpzWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /** Begins a file; one that is there is replaced. */
  public static NpzWriter create(Path file) throws IOException {
    return new NpzWriter(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /**
   * Writes one array.
   *
   * @throws java.util.zip.ZipException if there is one of this name already
   */
  public void write(String name, NpyArray array) throws IOException {
    begin(name);
    NpyWriter.write(zip, array);
    zip.closeEntry();
  }

  /**
   * Begins one array of float32 whose values come bit by bit. It must be closed before the next one
   * begins.
   *
   * @throws java.util.zip.ZipException if there is one of this name already
   */
  public NpyWriter writeFloats(String name, int... shape) throws IOException {
    begin(name);
    return NpyWriter.ofFloats(new Entry(zip), shape);
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(OLDEST);
    zip.putNextEntry(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** One entry: closing it leaves the archive open. */
  private static final class Entry extends FilterOutputStream {
    private final ZipOutputStream zip;

    private Entry(ZipOutputStream zip) {
      super(zip);
      this.zip = zip;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      zip.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      zip.closeEntry();
    }
  }
}
