package org.clipmill.core.fetch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Brings a file to its place, whole and right, or not at all: it grows beside its place under
 * another name, {@code NAME.part}, is hashed as it comes, and is moved in one step. A fetch that
 * was stopped leaves its part, and the next one goes on with it. Two fetches of one file at a time
 * wait for each other, and the second finds the work done.
 */
public final class CheckedFetch {
  private static final String OTHER_VERSION =
      "; if its owner has published another version and you trust it, put its hash into the"
          + " catalogue";

  private final Transport transport;
  private final Existing existing;

  /** How bytes come; gives the SHA-256 of the whole file. */
  public interface Transport {
    /**
     * Writes a file, or the rest of it.
     *
     * @param part the file, which may hold what an earlier call has left
     * @return the SHA-256 of the whole, in hexadecimal digits
     * @throws ClipException if it cannot be had, or its disk refuses
     */
    String resume(String address, Path part, DownloadListener listener);
  }

  /** What is done about another file that is in the place. */
  public enum Existing {
    /** It stays, and that is an error. */
    KEEP,
    /** It is replaced once the new one is there and right. */
    REPLACE
  }

  public CheckedFetch(Transport transport, Existing existing) {
    this.transport = transport;
    this.existing = existing;
  }

  /**
   * Fetches a file unless it is there.
   *
   * @throws ClipException as the transport does; {@code NOT_FOUND} if what came is another file
   *     than the wanted one, which is then gone; {@code STORAGE} if another file is in the place
   *     and is to be kept, or the disk refuses
   */
  @SuppressWarnings("try") // the lock is only held
  public PlacedFile fetch(WantedFile wanted, DownloadListener listener) {
    Optional<PlacedFile> there = there(wanted);
    if (there.isPresent()) {
      return there.get();
    }
    makeFolder(wanted.file());
    try (FetchLock lock = FetchLock.take(wanted.file(), listener)) {
      // Whoever had the lock before may have brought the file.
      return there(wanted).orElseGet(() -> fetched(wanted, listener));
    }
  }

  /**
   * Gives the file that is there if it will do; with nothing to compare with, any file does.
   *
   * @throws ClipException {@code STORAGE} if another file is in the place and is to be kept, or it
   *     cannot be read
   */
  public Optional<PlacedFile> there(WantedFile wanted) {
    if (!Files.exists(wanted.file())) {
      return Optional.empty();
    }
    String seen = new PartFile(wanted.file()).sha256();
    if (seen.equals(wanted.sha256()) || (wanted.sha256() == null && existing == Existing.KEEP)) {
      return Optional.of(placed(wanted, seen, true));
    }
    if (existing == Existing.REPLACE) {
      return Optional.empty();
    }
    throw new ClipException(
        ClipError.STORAGE,
        "Cannot write "
            + wanted.file()
            + ": another file is there, with SHA-256 "
            + seen
            + ", expected "
            + wanted.sha256()
            + "; delete it, or fetch with --replace");
  }

  private PlacedFile fetched(WantedFile wanted, DownloadListener listener) {
    Path part = wanted.file().resolveSibling(wanted.file().getFileName() + ".part");
    boolean isRest = Files.exists(part);
    String seen = transport.resume(wanted.address(), part, listener);
    if (isRest && isWrong(wanted, seen)) {
      // Both parts may have been good, but of different files.
      new PartFile(part).delete();
      seen = transport.resume(wanted.address(), part, listener);
    }
    Optional<String> impostor = WebPage.named(part);
    if (isWrong(wanted, seen) || impostor.isPresent()) {
      new PartFile(part).delete();
      throw wrong(wanted, seen, impostor.map(what -> "; it is " + what).orElse(""));
    }
    try {
      Files.move(
          part, wanted.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw refused("write", wanted.file(), e);
    }
    return placed(wanted, seen, false);
  }

  private static boolean isWrong(WantedFile wanted, String seen) {
    return wanted.sha256() != null && !wanted.sha256().equals(seen);
  }

  private static ClipException wrong(WantedFile wanted, String seen, String what) {
    String expected = wanted.sha256() == null ? "a model file" : wanted.sha256();
    return new ClipException(
        ClipError.NOT_FOUND,
        "Cannot use what came from "
            + wanted.address()
            + ": saw SHA-256 "
            + seen
            + what
            + ", expected "
            + expected
            + "; nothing was kept of it"
            + (wanted.sha256() == null || !what.isEmpty() ? "" : OTHER_VERSION));
  }

  private static PlacedFile placed(WantedFile wanted, String sha256, boolean wasThere) {
    try {
      return new PlacedFile(wanted.file(), Files.size(wanted.file()), sha256, wasThere);
    } catch (IOException e) {
      throw refused("read", wanted.file(), e);
    }
  }

  private static void makeFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw refused("make the folder of", file, e);
    }
  }

  static ClipException refused(String what, Path file, IOException e) {
    String why = e instanceof AccessDeniedException ? "no permission" : e.toString();
    return new ClipException(ClipError.STORAGE, "Cannot " + what + " " + file + ": " + why, e);
  }
}
