package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** Recognises what servers give in place of a file. */
final class WebPage {
  private static final int BEGINNING_BYTES = 512;

  private WebPage() {}

  /** Gives what a file is in truth, if it is no file of weights. */
  static Optional<String> named(Path file) {
    String text = beginning(file).strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of("a web page (a page about the file, or one to sign in)");
    }
    if (text.startsWith("version https://git-lfs.github.com/spec")) {
      return Optional.of("a pointer of Git LFS, not the file that it stands for");
    }
    return Optional.empty();
  }

  private static String beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot read " + file + ": " + e, e);
    }
  }
}
