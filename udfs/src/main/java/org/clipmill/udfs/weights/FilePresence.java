package org.clipmill.udfs.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.models.ModelFile;

/**
 * Whether a file of a model is there.
 *
 * @param bytes what is there of it; 0 if nothing is
 */
public record FilePresence(ModelFile file, State state, long bytes) {
  private static final String CLASSPATH = "classpath:";

  /** What was found; a later one is worse. */
  public enum State {
    /** It is part of Clipmill. */
    SHIPS("ships"),
    /** It is there, and is the one that the catalogue means. */
    PRESENT("present"),
    /** It is there; the catalogue says no hash to compare it with. */
    UNCHECKED("present, no hash"),
    /** A part of it is there. */
    BEGUN("begun"),
    /** It is not there. */
    MISSING("missing"),
    /** Another file is there. */
    WRONG("wrong hash"),
    /** It is there, or seems to be, and cannot be read. */
    UNREADABLE("unreadable");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** Gives the words for a table. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Looks at a file; reads the whole of it if there is a hash to compare with. */
  public static FilePresence of(ModelFile file) {
    if (file.path() == null) {
      return shipped(file);
    }
    Path path = Path.of(file.path());
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      if (Files.isRegularFile(path)) {
        return new FilePresence(file, stateOf(path, file), Files.size(path));
      }
      return Files.isRegularFile(part)
          ? new FilePresence(file, State.BEGUN, Files.size(part))
          : new FilePresence(file, State.MISSING, 0);
    } catch (IOException e) {
      return new FilePresence(file, State.UNREADABLE, 0);
    }
  }

  private static State stateOf(Path path, ModelFile file) throws IOException {
    if (file.sha256() == null) {
      return Files.isReadable(path) ? State.UNCHECKED : State.UNREADABLE;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Fingerprint.sha256Of(in).equals(file.sha256()) ? State.PRESENT : State.WRONG;
    }
  }

  private static FilePresence shipped(ModelFile file) {
    String name = String.valueOf(file.source()).substring(CLASSPATH.length());
    URL resource = FilePresence.class.getResource(name);
    if (resource == null) {
      return new FilePresence(file, State.MISSING, 0);
    }
    try {
      long bytes = resource.openConnection().getContentLengthLong();
      return new FilePresence(file, State.SHIPS, Math.max(0, bytes));
    } catch (IOException e) {
      return new FilePresence(file, State.UNREADABLE, 0);
    }
  }
}
