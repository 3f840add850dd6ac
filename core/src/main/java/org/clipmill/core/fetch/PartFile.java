package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * The file that a download grows into. What its disk refuses is {@code STORAGE}; an IOException is
 * the fault of the stream that is read.
 */
record PartFile(Path path) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Gives how many bytes are there; 0 without a file. */
  long size() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw refused("look at", e);
    }
  }

  /** Deletes the file if there is one. */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw refused("replace", e);
    }
  }

  /** Writes the stream behind what is there; gives how many bytes it had. */
  long append(InputStream stream) throws IOException {
    return write(stream, StandardOpenOption.APPEND);
  }

  /** Writes the stream in place of what is there; gives how many bytes it had. */
  long replaceBy(InputStream stream) throws IOException {
    return write(stream, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private long write(InputStream stream, StandardOpenOption mode) throws IOException {
    long written = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = open(mode)) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        store(out, buffer, n);
        written += n;
      }
    }
    return written;
  }

  private OutputStream open(StandardOpenOption mode) {
    try {
      return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
    } catch (IOException e) {
      throw refused("write", e);
    }
  }

  private void store(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw refused("write", e);
    }
  }

  private ClipException refused(String what, IOException e) {
    return new ClipException(ClipError.STORAGE, "Cannot " + what + " " + path + ": " + e, e);
  }
}
