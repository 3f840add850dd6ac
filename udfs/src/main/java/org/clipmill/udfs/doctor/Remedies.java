package org.clipmill.udfs.doctor;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What mends a native library that cannot be loaded, from the words of the linker. */
final class Remedies {
  private static final Pattern MISSING =
      Pattern.compile("(lib[\\w.+-]+?\\.so[.\\d]*): (?:cannot open shared object|file too short)");
  private static final Pattern TOO_OLD =
      Pattern.compile("`?((?:GLIBC|GLIBCXX)_[\\d.]+)'? not found");

  private record Packages(String debian, String fedora) {}

  private static final Map<String, Packages> PACKAGES =
      Map.of(
          "libgomp.so.1", new Packages("libgomp1", "libgomp"),
          "libstdc++.so.6", new Packages("libstdc++6", "libstdc++"),
          "libgcc_s.so.1", new Packages("libgcc-s1", "libgcc"),
          "libz.so.1", new Packages("zlib1g", "zlib"));

  private Remedies() {}

  /** Gives what to do about an error of loading, in one line. */
  static String of(LinkageError error) {
    String said = said(error);
    Matcher missing = MISSING.matcher(said);
    if (missing.find()) {
      return install(missing.group(1));
    }
    Matcher old = TOO_OLD.matcher(said);
    if (old.find()) {
      return "needs a system with "
          + old.group(1)
          + ": Debian 12, Ubuntu 22.04, Fedora 36 or newer";
    }
    if (said.contains("failed to map segment")) {
      return "the folder must allow programs (no noexec); or name another with"
          + " -Dorg.bytedeco.javacpp.cachedir=FOLDER -Djava.io.tmpdir=FOLDER";
    }
    return "needs glibc on x86_64 or aarch64 Linux, or macOS on ARM; build with"
        + " -Djavacpp.platform=NAME for another platform";
  }

  private static String install(String library) {
    Packages found = PACKAGES.get(library);
    return found == null
        ? "install the package that holds "
            + library
            + ": apt-file search, or dnf provides '*/"
            + library
            + "'"
        : "Debian, Ubuntu: apt-get install "
            + found.debian()
            + "; Fedora: dnf install "
            + found.fedora();
  }

  /** Gives what an error and its causes say, in one line, the innermost last. */
  static String said(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = error; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return (text.isEmpty() ? error.toString() : text.toString()).strip().replaceAll("\\s+", " ");
  }
}
