package org.clipmill.udfs;

import java.util.Map;
import java.util.TreeMap;

/** Versions of the libraries that make numbers. */
public final class NativeVersions {
  private NativeVersions() {}

  /** Gives name to version, from the jars. */
  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    return versions;
  }
}
