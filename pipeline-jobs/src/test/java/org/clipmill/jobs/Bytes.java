package org.clipmill.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.jobs.run.TableFolder;

/** What lies in folders, to the byte. */
final class Bytes {
  private Bytes() {}

  /** Gives the hash of each file below a folder that is not hidden. */
  static SortedMap<String, String> of(Path folder) {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      try (InputStream in = Files.newInputStream(file)) {
        hashes.put(folder.relativize(file).toString(), Fingerprint.sha256Of(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return hashes;
  }

  /** Gives the hash of each sample and clip file of the dataset that a work folder calls latest. */
  static SortedMap<String, String> ofDataset(Path work) {
    try {
      Path dataset = work.resolve("dataset");
      return ofDatasetFolder(dataset.resolve(Files.readString(dataset.resolve("LATEST")).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> ofDatasetFolder(Path folder) {
    SortedMap<String, String> hashes = new TreeMap<>();
    of(folder.resolve("samples")).forEach((name, hash) -> hashes.put("samples/" + name, hash));
    of(folder.resolve("clips")).forEach((name, hash) -> hashes.put("clips/" + name, hash));
    return hashes;
  }

  /** Gives when each file below a folder was last written. */
  static SortedMap<String, String> timesOf(Path folder) {
    SortedMap<String, String> times = new TreeMap<>();
    for (Path file : files(folder)) {
      try {
        times.put(folder.relativize(file).toString(), Files.getLastModifiedTime(file).toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return times;
  }

  /** Gives the local path of a table's folder. */
  static Path pathOf(TableFolder folder) {
    return Path.of(folder.path().toUri().getPath());
  }

  private static Iterable<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
