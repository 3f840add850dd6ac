package org.clipmill.core.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** Copies a file that can be read from any byte on, and goes on where an earlier copy ended. */
public final class SeekableCopy {
  private SeekableCopy() {}

  /**
   * Writes the file, and goes on with the part of it that an earlier call has left, if the source
   * is still as it was. Tries once: such sources have their own patience.
   *
   * @param address the name of the source, in messages and in the note beside the part
   * @param part the file
   * @return the SHA-256 of the whole, in hexadecimal digits
   * @throws ClipException {@code NOT_FOUND} or {@code FORBIDDEN} as the source says, {@code
   *     INCOMPLETE_DOWNLOAD} if it breaks off, {@code STORAGE} if the file cannot be written
   */
  public static String resume(
      String address, SeekableSource source, Path part, DownloadListener listener) {
    Transfer transfer = Transfer.kept(address, new PartFile(part), listener);
    try {
      String version = source.version();
      long total = source.bytes();
      boolean isSame = transfer.version().equals(Optional.of(version));
      if (!isSame || transfer.have() > total) {
        transfer.forget();
      }
      long saw = total;
      if (!transfer.isWhole()) {
        long start = transfer.have();
        try (InputStream in = source.openAt(start)) {
          saw = transfer.take(in, start, Optional.of(version), OptionalLong.of(total));
        }
      }
      if (saw != total) {
        throw new IOException("saw " + saw + " bytes, expected " + total);
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new ClipException(ClipError.NOT_FOUND, "Cannot find " + address, e);
    } catch (AccessDeniedException e) {
      throw new ClipException(ClipError.FORBIDDEN, "Cannot read " + address + ": no permission", e);
    } catch (IOException e) {
      throw new ClipException(
          ClipError.INCOMPLETE_DOWNLOAD,
          "Cannot get all of " + address + ": " + RedirectingClient.reason(e),
          e);
    }
    return transfer.finished();
  }
}
