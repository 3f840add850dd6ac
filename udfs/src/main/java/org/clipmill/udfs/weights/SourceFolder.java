package org.clipmill.udfs.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.udfs.Storage;

/**
 * A folder with files of models, for machines without a network: on a disk, or on a storage that
 * Hadoop's file systems open. A file may lie in a folder of its model's id, or in the folder
 * itself.
 *
 * @param address an absolute path or a URI
 * @param configuration settings of the file systems
 */
public record SourceFolder(String address, Configuration configuration) {

  /**
   * Finds a file.
   *
   * @param model the id of its model
   * @param names what it may be called, best first; names with folders too
   * @return its full address; empty if the folder has none of them
   * @throws ClipException {@code UNREACHABLE} if the folder cannot be looked into, {@code
   *     UNSUPPORTED_SOURCE} if nothing here opens such addresses
   */
  Optional<String> find(String model, List<String> names) {
    for (String name : names) {
      for (String place : List.of(below(model + "/" + name), below(name))) {
        if (exists(place)) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  private String below(String name) {
    return address.replaceFirst("/+$", "") + "/" + name;
  }

  private boolean exists(String place) {
    if (Storage.isLocal(place)) {
      return Files.isRegularFile(Storage.localPath(place));
    }
    try {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(place);
      return new HadoopSource(path, configuration).exists();
    } catch (IllegalArgumentException e) {
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE, "Cannot open " + place + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ClipException(ClipError.UNREACHABLE, "Cannot look into " + address + ": " + e, e);
    }
  }
}
