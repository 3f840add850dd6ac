package org.clipmill.udfs;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.util.SerializableConfiguration;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Files of the work folder, wherever it is: FFmpeg reads and writes local files only, so files on
 * other storages pass through a temporary folder.
 */
public final class Storage implements Serializable {
  private static final String DRAFTS = "files/drafts";

  private final SerializableConfiguration configuration;
  private final String root;

  /**
   * Names a storage.
   *
   * @param root folder of the files: a local path or a URI
   */
  public Storage(Configuration configuration, String root) {
    this.configuration = new SerializableConfiguration(configuration);
    this.root = root;
  }

  /** Gives the settings of the file systems. */
  public Configuration configuration() {
    return configuration.value();
  }

  /** Gives the full name of a file: as it is if it is absolute, else below the root. */
  public String locate(String place) {
    return place.startsWith("/") || place.contains(":/") ? place : root + "/" + place;
  }

  /** A local file that is there until it is closed. */
  public record LocalFile(Path path, boolean isCopy) implements AutoCloseable {
    @Override
    public void close() {
      if (isCopy) {
        discard(path);
      }
    }
  }

  /**
   * Gives a stored file as a local one: itself, or a copy that is deleted on close.
   *
   * @throws ClipException {@code STORAGE} if it cannot be read; {@code NOT_FOUND} if another
   *     storage has no such file; {@code UNSUPPORTED_SOURCE} if its name is none that a storage can
   *     have
   */
  public LocalFile read(String stored) {
    try {
      return isLocal(stored) ? new LocalFile(localPath(stored), false) : copied(stored);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(stored, e);
    }
  }

  private LocalFile copied(String stored) throws IOException {
    org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(stored);
    Path copy = temporary(endingOf(stored));
    try {
      fileSystem(source)
          .copyToLocalFile(false, source, new org.apache.hadoop.fs.Path(copy.toUri()), true);
      return new LocalFile(copy, true);
    } catch (IOException | IllegalArgumentException e) {
      discard(copy);
      throw e;
    }
  }

  private static ClipException unreadable(String stored, Exception problem) {
    if (problem instanceof FileNotFoundException) {
      return new ClipException(ClipError.NOT_FOUND, "Cannot find " + stored, problem);
    }
    boolean isOther =
        problem instanceof IllegalArgumentException
            || problem instanceof UnsupportedFileSystemException;
    return new ClipException(
        isOther ? ClipError.UNSUPPORTED_SOURCE : ClipError.STORAGE,
        "Cannot read \"" + stored + "\": " + problem.getMessage(),
        problem);
  }

  /**
   * Gives a local path at which a file may be made before {@link #publish}. It lies below the root
   * when that is local, so that publishing is a rename.
   *
   * @throws ClipException {@code STORAGE} if the folder cannot be made
   */
  public Path draft(String target) {
    if (!isLocal(root)) {
      return temporary(endingOf(target));
    }
    Path folder = localPath(root).resolve(DRAFTS);
    makeFolder(folder);
    return folder.resolve(UUID.randomUUID() + endingOf(target));
  }

  /** Deletes the drafts that killed runs have left; nobody else may be using the root. */
  public void sweepDrafts() {
    if (isLocal(root)) {
      File[] drafts = localPath(root).resolve(DRAFTS).toFile().listFiles();
      for (File draft : drafts == null ? new File[0] : drafts) {
        discard(draft.toPath());
      }
    }
  }

  /**
   * Moves a finished draft to its place; replaces what was there in one step.
   *
   * @throws ClipException {@code STORAGE} if it cannot be written
   */
  public void publish(Path draft, String target) {
    try {
      if (isLocal(target)) {
        makeFolder(parentOf(localPath(target)));
        Files.move(
            draft,
            localPath(target),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(target);
      org.apache.hadoop.fs.Path beside =
          new org.apache.hadoop.fs.Path(place.getParent(), ".draft-" + UUID.randomUUID());
      FileSystem files = fileSystem(place);
      files.copyFromLocalFile(true, true, new org.apache.hadoop.fs.Path(draft.toUri()), beside);
      files.delete(place, false);
      if (!files.rename(beside, place)) {
        throw new IOException("rename was refused");
      }
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot write " + target + ": " + e, e);
    } finally {
      discard(draft);
    }
  }

  /** Tells whether a name is a path or URI of the local disk. */
  public static boolean isLocal(String stored) {
    return stored.startsWith("/") || stored.startsWith("file:");
  }

  /**
   * Gives the path of a local name.
   *
   * @throws ClipException {@code UNSUPPORTED_SOURCE} if it is none
   */
  public static Path localPath(String stored) {
    try {
      return stored.startsWith("file:")
          ? Path.of(new org.apache.hadoop.fs.Path(stored).toUri().getPath())
          : Path.of(stored);
    } catch (IllegalArgumentException e) {
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE, "Cannot open " + stored + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens the file system of a path.
   *
   * @throws UnsupportedFileSystemException if nothing on the class path can open such paths
   */
  public static FileSystem fileSystem(org.apache.hadoop.fs.Path path, Configuration configuration)
      throws IOException {
    String scheme = path.toUri().getScheme();
    String program = scheme == null ? null : configuration.get("fs." + scheme + ".impl");
    if (program != null && configuration.getClassByNameOrNull(program) == null) {
      // Hadoop itself would throw a RuntimeException.
      throw new UnsupportedFileSystemException(
          scheme + ": needs the class " + program + ", which is not on the class path");
    }
    return path.getFileSystem(configuration);
  }

  private FileSystem fileSystem(org.apache.hadoop.fs.Path path) throws IOException {
    return fileSystem(path, configuration());
  }

  private static Path temporary(String ending) {
    try {
      return Files.createTempFile("clipmill-", ending);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot make a temporary file: " + e, e);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot make " + folder + ": " + e, e);
    }
  }

  private static Path parentOf(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("Was " + path + "; expected a file in a folder");
    }
    return parent;
  }

  private static String endingOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(dot) : "";
  }

  /** Deletes a draft that was not published, if there is one. */
  public static void discard(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
