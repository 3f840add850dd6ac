package org.clipmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file of a model, in a folder or in the jar. */
final class Weights {
  private static final String ZOO = "zoo:";

  private final ModelEntry entry;

  Weights(ModelEntry entry) {
    this.entry = entry;
  }

  /** Tells whether a source means a model that ships with Clipmill. */
  static boolean ships(@Nullable String source) {
    return source != null && source.startsWith(ZOO);
  }

  /**
   * Gives the hash of the file, in lower-case hexadecimal digits.
   *
   * @param problems takes a missing file, an unreadable one, or a hash other than the entry's
   */
  String sha256(List<String> problems) {
    try (DigestInputStream in = new DigestInputStream(open(), digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      String seen = HexFormat.of().formatHex(in.getMessageDigest().digest());
      if (entry.sha256() != null && !entry.sha256().equals(seen)) {
        problems.add(
            "Cannot use model "
                + entry.id()
                + ": saw SHA-256 "
                + seen
                + " of "
                + place()
                + ", expected "
                + entry.sha256());
      }
      return seen;
    } catch (NoSuchFileException e) {
      problems.add("Missing model " + entry.id() + ": no file " + place() + "; " + whereToGetIt());
    } catch (IOException e) {
      problems.add("Cannot read model " + entry.id() + " from " + place() + ": " + e);
    }
    return "";
  }

  /** Gives the place of the file for messages. */
  String place() {
    return entry.file() != null ? entry.file() : "the jar's " + resource();
  }

  /**
   * Gives a file that an engine can open: the file itself, or a copy of what ships.
   *
   * @param folder takes the copy
   */
  Path localFile(Path folder) throws IOException {
    if (entry.file() != null) {
      return Path.of(entry.file());
    }
    Path copy = folder.resolve("model.onnx");
    try (InputStream in = open()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private InputStream open() throws IOException {
    if (entry.file() != null) {
      return Files.newInputStream(Path.of(entry.file()));
    }
    InputStream stream = Weights.class.getResourceAsStream(resource());
    if (stream == null) {
      throw new NoSuchFileException(resource());
    }
    return stream;
  }

  private String resource() {
    String source = Objects.requireNonNull(entry.source(), "a model has a file or a source");
    return "/zoo/" + source.substring(ZOO.length()) + "/model.onnx";
  }

  private String whereToGetIt() {
    if (entry.file() == null) {
      return "this build of Clipmill ships no such model";
    }
    return entry.source() == null
        ? "its entry names no source to get it from"
        : "get it from " + entry.source() + " (licence " + entry.licence() + ")";
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256, which every JDK has", e);
    }
  }
}
