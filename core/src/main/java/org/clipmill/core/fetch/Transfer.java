package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A file on its way, and what tells whether the source still has the file that was begun. */
final class Transfer {
  private final PartFile file;
  private final DownloadListener listener;
  private final boolean isKept;
  private PartNote note;

  private Transfer(PartFile file, PartNote note, DownloadListener listener, boolean isKept) {
    this.file = file;
    this.note = note;
    this.listener = listener;
    this.isKept = isKept;
  }

  /** Gives a transfer that a later run will know nothing of. */
  static Transfer passing(String address, PartFile file) {
    return new Transfer(file, PartNote.of(address), DownloadListener.SILENT, false);
  }

  /**
   * Gives a transfer that begins where an earlier one ended, and that a later one can go on with.
   */
  static Transfer kept(String address, PartFile file, DownloadListener listener) {
    return new Transfer(file, PartNote.read(file.note(), address), listener, true);
  }

  DownloadListener listener() {
    return listener;
  }

  /** Gives how many bytes are there that can be gone on with. */
  long have() {
    return note.version() == null ? 0 : file.size();
  }

  /** Gives what the source called the file when it was begun. */
  Optional<String> version() {
    return Optional.ofNullable(note.version());
  }

  /** Tells whether nothing is missing: a run that ended just before its last step leaves that. */
  boolean isWhole() {
    return have() > 0 && note.total() != null && note.total() == have();
  }

  /** Begins anew: the source has another file by now, or sends no parts. */
  void forget() {
    note = PartNote.of(note.address());
  }

  /**
   * Writes what comes.
   *
   * @param start where in the file the stream begins: 0, or {@link #have}
   * @param version what the source calls the file
   * @param total bytes of the whole file
   * @return how many bytes of the file there are now
   */
  long take(InputStream stream, long start, Optional<String> version, OptionalLong total)
      throws IOException {
    note =
        new PartNote(
            note.address(),
            version.orElse(null),
            total.isPresent() ? (Long) total.getAsLong() : null);
    if (start > 0) {
      remember();
      return start + file.append(stream, total, listener);
    }
    // An old part must not be taken for the beginning of what the note speaks of.
    file.delete();
    remember();
    return file.replaceBy(stream, total, listener);
  }

  private void remember() {
    if (isKept) {
      note.write(file.note());
    }
  }

  /** Drops the note and gives the SHA-256 of the file. */
  String finished() {
    String sha256 = file.sha256();
    file.deleteNote();
    return sha256;
  }
}
