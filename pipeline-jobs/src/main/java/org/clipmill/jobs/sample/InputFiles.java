package org.clipmill.jobs.sample;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.udfs.Storage;

/** Files that a command line names, by patterns and folders, on any storage. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * One file.
   *
   * @param path as the storage writes it; local ones without {@code file:}
   * @param version changes when the file does: its length and time
   */
  public record InputFile(String path, String version) {}

  /**
   * Finds files.
   *
   * @param places files, patterns with {@code *}, and folders, which are searched to the bottom
   * @param wanted which files of folders are taken, by name
   * @return the files in order of their paths, each once
   * @throws ConfigException naming every place where nothing is found
   */
  public static List<InputFile> find(
      List<String> places, Predicate<String> wanted, Configuration configuration) {
    TreeMap<String, InputFile> files = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (String place : places) {
      try {
        List<FileStatus> found = list(place, wanted, configuration);
        if (found.isEmpty()) {
          problems.add("Cannot find files at " + place);
        }
        found.stream().map(InputFiles::file).forEach(file -> files.put(file.path(), file));
      } catch (FileNotFoundException e) {
        problems.add("Cannot find files at " + place);
      } catch (IOException | IllegalArgumentException e) {
        problems.add("Cannot read " + place + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return List.copyOf(files.values());
  }

  private static List<FileStatus> list(
      String place, Predicate<String> wanted, Configuration configuration) throws IOException {
    Path pattern = new Path(place);
    FileSystem files = Storage.fileSystem(pattern, configuration);
    FileStatus[] found = files.globStatus(pattern);
    List<FileStatus> all = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      if (status.isFile()) {
        all.add(status);
      } else {
        RemoteIterator<LocatedFileStatus> below = files.listFiles(status.getPath(), true);
        while (below.hasNext()) {
          LocatedFileStatus file = below.next();
          if (wanted.test(file.getPath().getName())) {
            all.add(file);
          }
        }
      }
    }
    return all;
  }

  private static InputFile file(FileStatus status) {
    Path path = status.getPath();
    boolean isLocal = "file".equals(path.toUri().getScheme());
    String name = isLocal ? path.toUri().getPath() : path.toString();
    String version =
        Fingerprint.of(name + " " + status.getLen() + " " + status.getModificationTime());
    return new InputFile(name, version);
  }
}
