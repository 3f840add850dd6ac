package org.clipmill.jobs.dedup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.clipmill.core.config.ConfigException;

/** The video files of a folder and of all folders below it. */
final class VideoFolder {
  private static final Set<String> ENDINGS =
      Set.of("mp4", "mkv", "webm", "mov", "avi", "m4v", "flv", "ts", "mpg", "mpeg", "ogv", "wmv");

  private VideoFolder() {}

  /**
   * Gives path, size and time of every file whose name ends like a video's, by path.
   *
   * @throws ConfigException if there is no such folder, or no such file in it
   */
  static List<Row> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("Cannot find the folder " + folder);
    }
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(VideoFolder::isVideo).sorted().toList()) {
        rows.add(
            RowFactory.create(
                file.toAbsolutePath().normalize().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis()));
      }
    }
    if (rows.isEmpty()) {
      throw new ConfigException(
          "Was no video in " + folder + "; expected files ending in " + ENDINGS);
    }
    return rows;
  }

  private static boolean isVideo(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
