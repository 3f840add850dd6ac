package org.clipmill.jobs.mif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.table.PythonText;

/** Videos in a folder for each category, as the original finds them: {@code *.mp4}, sorted. */
public final class CategoryFolders {
  private static final String ENDING = ".mp4";

  private CategoryFolders() {}

  /**
   * A video.
   *
   * @param category name of its folder
   * @param file its name
   * @param path where it is
   */
  public record Video(String category, String file, Path path) {}

  /**
   * Finds all videos, by category and name.
   *
   * @throws ConfigException if the folder cannot be read, or holds none
   */
  public static List<Video> find(Path root) {
    List<Video> videos = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        add(folder, videos);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new ConfigException("--input-root: no folder " + root);
    } catch (IOException e) {
      throw new ConfigException("--input-root: cannot read " + root + ": " + e);
    }
    if (videos.isEmpty()) {
      throw new ConfigException(
          "--input-root: saw no %s in the folders of %s; expected a folder of videos for each category"
              .formatted(ENDING, root));
    }
    videos.sort(
        Comparator.comparing(Video::category, PythonText.BY_CODE_POINTS)
            .thenComparing(Video::file, PythonText.BY_CODE_POINTS));
    return videos;
  }

  private static void add(Path folder, List<Video> videos) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(ENDING)) {
          videos.add(new Video(String.valueOf(folder.getFileName()), name, file.toAbsolutePath()));
        }
      }
    }
  }
}
