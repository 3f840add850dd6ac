package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * The file that a download grows into. What its disk refuses is {@code STORAGE}; an IOException is
 * the fault of the stream that is read.
 */
final class PartFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final RunningHash hash = new RunningHash();

  PartFile(Path path) {
    this.path = path;
  }

  /** Gives the file for the note about this part. */
  Path note() {
    return path.resolveSibling(path.getFileName() + ".json");
  }

  /** Gives how many bytes are there; 0 without a file. */
  long size() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw refused("look at", e);
    }
  }

  /** Deletes the file and the note about it if they are there. */
  void delete() {
    try {
      Files.deleteIfExists(path);
      deleteNote();
    } catch (IOException e) {
      throw refused("replace", e);
    }
  }

  /** Deletes the note alone. */
  void deleteNote() {
    try {
      Files.deleteIfExists(note());
    } catch (IOException e) {
      throw refused("delete the note about", e);
    }
  }

  /**
   * Gives the SHA-256 of what is there, in hexadecimal digits. What this object has written is not
   * read again.
   */
  String sha256() {
    catchUp();
    return hash.hex();
  }

  /** Writes the stream behind what is there; gives how many bytes it had. */
  long append(InputStream stream, OptionalLong total, DownloadListener listener)
      throws IOException {
    catchUp();
    return write(stream, StandardOpenOption.APPEND, total, listener);
  }

  /** Writes the stream in place of what is there; gives how many bytes it had. */
  long replaceBy(InputStream stream, OptionalLong total, DownloadListener listener)
      throws IOException {
    hash.reset();
    return write(stream, StandardOpenOption.TRUNCATE_EXISTING, total, listener);
  }

  private long write(
      InputStream stream, StandardOpenOption mode, OptionalLong total, DownloadListener listener)
      throws IOException {
    long written = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = open(mode)) {
      long before = hash.bytes();
      demandRoom(before, total);
      listener.arrived(before, total);
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        store(out, buffer, n);
        hash.update(buffer, n);
        written += n;
        listener.arrived(before + written, total);
      }
    }
    return written;
  }

  /** Hashes what an earlier run has left. */
  private void catchUp() {
    if (hash.bytes() == size()) {
      return;
    }
    hash.reset();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, n);
      }
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  /** A disk that says 0 does not know. */
  private void demandRoom(long have, OptionalLong total) {
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      long needed = total.orElse(have) - have;
      if (free > 0 && free < needed) {
        throw new ClipException(
            ClipError.STORAGE,
            "Cannot write " + path + ": needs " + needed + " bytes more, the disk has " + free);
      }
    } catch (IOException e) {
      throw refused("look at the disk of", e);
    }
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
