package org.clipmill.models;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** One file of a model, in a folder or in a jar. */
final class Weights {
  private final ModelEntry entry;
  private final ModelFile file;

  Weights(ModelEntry entry, ModelFile file) {
    this.entry = entry;
    this.file = file;
  }

  /**
   * Gives the file of a role.
   *
   * @throws IllegalArgumentException if the model has none; the catalogue has seen to it
   */
  static Weights of(ModelEntry entry, Role role) {
    return new Weights(
        entry,
        entry
            .file(role)
            .orElseThrow(() -> new IllegalArgumentException(entry.id() + " has no " + role)));
  }

  /**
   * Gives the hash of the file, in lower-case hexadecimal digits.
   *
   * @param problems takes a missing file, an unreadable one, or a hash other than the entry's
   */
  String sha256(List<String> problems) {
    try (InputStream in = open()) {
      String seen = Hashes.sha256(in);
      if (file.sha256() != null && !file.sha256().equals(seen)) {
        problems.add(
            "Cannot use model "
                + entry.id()
                + ": saw SHA-256 "
                + seen
                + " of "
                + place()
                + ", expected "
                + file.sha256());
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
    return file.path() != null ? file.path() : "the jar's " + resource();
  }

  /** Gives the name of the file without its folders. */
  String fileName() {
    String whole = file.path() != null ? file.path() : resource();
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /**
   * Gives a file that an engine can open: the file itself, or a copy of what ships.
   *
   * @param folder takes the copy
   */
  Path localFile(Path folder) throws IOException {
    if (file.path() != null) {
      return Path.of(file.path());
    }
    Path copy = folder.resolve(fileName());
    try (InputStream in = open()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  InputStream open() throws IOException {
    if (file.path() != null) {
      return Files.newInputStream(Path.of(file.path()));
    }
    InputStream stream = Weights.class.getResourceAsStream(resource());
    if (stream == null) {
      throw new NoSuchFileException(resource());
    }
    return stream;
  }

  /** Tells whether the file is a TorchScript program, by its ending. */
  boolean isTorchScript() {
    String name = fileName();
    return name.endsWith(".pt") || name.endsWith(".pts") || name.endsWith(".torchscript");
  }

  /**
   * Reads which inputs and outputs a network has.
   *
   * @throws IOException if it is not there, cut short or no ONNX file
   */
  OnnxSignature signature() throws IOException {
    try (InputStream in = new BufferedInputStream(open())) {
      long size = file.path() == null ? Long.MAX_VALUE : Files.size(Path.of(file.path()));
      return OnnxSignature.read(in, size);
    }
  }

  private String resource() {
    return Objects.requireNonNull(file.source(), "a file has a path or a source")
        .substring(ModelFile.CLASSPATH.length());
  }

  private String whereToGetIt() {
    if (file.ships()) {
      return "this build of Clipmill ships no such file";
    }
    if (file.source() != null) {
      return "get it from "
          + file.source()
          + " (licence "
          + entry.licence()
          + "): clipmill models fetch "
          + entry.id();
    }
    return entry.note() != null ? entry.note() : "its entry names no source to get it from";
  }
}
