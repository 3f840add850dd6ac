package org.clipmill.models;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model.
 *
 * @param role what it is to the model
 * @param path its absolute path on this machine, whether or not it is there yet; null for a file
 *     that ships
 * @param source the URI to get it from, null if nobody said; for a file that ships {@code
 *     classpath:/NAME}
 * @param sha256 what it must hash to, 64 lower-case hexadecimal digits; null if nobody said
 */
public record ModelFile(
    Role role, @Nullable String path, @Nullable String source, @Nullable String sha256)
    implements Serializable {
  static final String CLASSPATH = "classpath:";

  /** Tells whether the file is part of Clipmill or of a library it brings. */
  public boolean ships() {
    return path == null;
  }

  ModelFile withSha256(String seen) {
    return new ModelFile(role, path, source, seen);
  }
}
