package org.clipmill.udfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Fingerprint;

/** The file of a ranker: one that ships, {@code zoo:ranker}, or a path or URI. */
public final class RankerFile {
  private static final String ZOO = "zoo:";

  private final String name;
  private final byte[] bytes;

  private RankerFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Reads the file.
   *
   * @throws ConfigException if it is not there or cannot be read
   */
  public static RankerFile read(String name, Configuration hadoop) {
    try {
      if (name.startsWith(ZOO)) {
        return new RankerFile(name, shipped(name));
      }
      Path path = new Path(name);
      try (InputStream in = Storage.fileSystem(path, hadoop).open(path)) {
        return new RankerFile(name, in.readAllBytes());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("rank.model: cannot read " + name + ": " + e.getMessage());
    }
  }

  private static byte[] shipped(String name) throws IOException {
    String resource = "/zoo/" + name.substring(ZOO.length()) + "/model.json";
    try (InputStream in = RankerFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ConfigException("rank.model: was " + name + "; allowed: zoo:ranker, or a file");
      }
      return in.readAllBytes();
    }
  }

  /**
   * Loads the model once and lets it go.
   *
   * @throws ConfigException if it is no model over the seven features
   */
  public void check() {
    XgboostRanker.load(bytes, "rank.model: " + name).close();
  }

  /** Gives the content itself, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** Gives the hash of the content. */
  public String sha256() {
    try {
      return Fingerprint.sha256Of(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
