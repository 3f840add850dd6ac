package org.clipmill.udfs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.clipmill.udfs.Storage;

/** The folders that the pipeline writes to, and what room they have. */
final class FolderChecks {
  private static final String WORK = "run.work";
  private static final long GIB = 1L << 30;

  /** Less is soon full of native libraries and drafts alone. */
  private static final long LEAST_GIB = 1;

  /** Clips of a few hundred videos fit. */
  private static final long PLENTY_GIB = 10;

  private FolderChecks() {}

  static List<Check> all(String work, Configuration hadoop) {
    Check workFolder =
        Storage.isLocal(work) ? local(WORK, Storage.localPath(work)) : remote(work, hadoop);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    return List.of(workFolder, local("java.io.tmpdir", temporary));
  }

  /** Tries to write where the folder is or would be made. */
  static Check local(String name, Path folder) {
    Path existing = folder.toAbsolutePath();
    while (Files.notExists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String place = folder + (Files.exists(folder) ? "" : " (not made yet)");
    try {
      Files.delete(Files.createTempFile(existing, ".clipmill-doctor", ""));
      long free = Files.getFileStore(existing).getUsableSpace() / GIB;
      String seen = place + ", writable, " + free + " GiB free";
      if (free < LEAST_GIB) {
        return Check.fail(name, seen, "make room, or " + another(name));
      }
      return free < PLENTY_GIB
          ? Check.warn(name, seen, "make room, or " + another(name))
          : Check.ok(name, seen);
    } catch (IOException e) {
      return Check.fail(name, place + ", cannot be written: " + e, another(name));
    }
  }

  private static String another(String name) {
    return name.equals(WORK)
        ? "choose another folder: --set run.work=FOLDER"
        : "choose another folder: export TMPDIR=FOLDER JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER";
  }

  private static Check remote(String work, Configuration hadoop) {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(work);
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      String made = files.exists(folder) ? "" : " (not made yet)";
      return Check.ok(WORK, work + made + ", its storage answers; writing was not tried");
    } catch (IOException | IllegalArgumentException e) {
      return Check.fail(
          WORK,
          work + ", cannot be reached: " + Remedies.said(e),
          "check spark.hadoop.fs.* settings");
    }
  }
}
