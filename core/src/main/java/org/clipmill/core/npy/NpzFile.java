package org.clipmill.core.npy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An open {@code .npz} archive: arrays by name, stored or compressed, of any size (zip64). Each
 * array is read on its own.
 */
public final class NpzFile implements Closeable {
  private static final String ENDING = ".npy";

  /** Deflate cannot pack tighter; an entry that says so lies about its size. */
  private static final long BEST_RATIO = 1032;

  private final Path file;
  private final ZipFile zip;

  private NpzFile(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens an archive.
   *
   * @throws NpyFormatException if it is none
   */
  public static NpzFile open(Path file) throws IOException {
    try {
      return new NpzFile(file, new ZipFile(file.toFile()));
    } catch (ZipException e) {
      throw new NpyFormatException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Gives the names of the arrays in the order in which they were written. */
  public List<String> names() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  /**
   * Opens one array.
   *
   * @throws NpyFormatException if there is none of this name, or it is damaged
   */
  public NpyReader open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name + ENDING);
    if (entry == null) {
      throw new NpyFormatException(
          "Cannot find array '" + name + "' in " + file + "; it holds " + names());
    }
    String shown = file + "[" + name + "]";
    if (entry.getSize() / BEST_RATIO > entry.getCompressedSize()) {
      throw new NpyFormatException(
          "Cannot read "
              + shown
              + ": saw "
              + entry.getSize()
              + " bytes packed into "
              + entry.getCompressedSize()
              + ", expected less");
    }
    InputStream bytes = new EntryStream(zip.getInputStream(entry), entry, shown);
    return NpyReader.of(new BufferedInputStream(bytes), entry.getSize(), shown);
  }

  /**
   * Reads one whole array.
   *
   * @throws NpyFormatException as {@link #open(String)}
   */
  public NpyArray read(String name) throws IOException {
    try (NpyReader reader = open(name)) {
      return reader.readAll();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
