package org.clipmill.udfs.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clipmill.core.align.FrameFeatures;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyFormatException;
import org.clipmill.core.npy.NpzFile;

/**
 * Frame features of one video, taken 15 times a second: a {@code .npy} of shape {@code
 * [frames][dimension]}, a {@code .npz} with such an array, or a {@code .parquet} file or folder
 * with a row for each frame ({@link FeatureRows}). Pickled files are not read: opening one runs
 * whatever is in it.
 */
public final class FeatureFile {
  /** How the names of files of features end. */
  private static final List<String> ENDINGS = List.of(".npy", ".npz", ".parquet");

  private FeatureFile() {}

  /**
   * Finds the file of a video: its id with {@code .npy}, {@code .npz} or {@code .parquet}.
   *
   * @throws ConfigException if there is none
   */
  public static Path find(Path folder, String id) {
    for (String ending : ENDINGS) {
      Path file = folder.resolve(id + ending);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new ConfigException(
        "Missing features of " + id + ": no " + folder.resolve(id) + ".npy, .npz or .parquet");
  }

  /**
   * Reads a file.
   *
   * @param sourceRate frames per second of the video, which says where its frames lie
   * @throws ConfigException if it is no such file, or holds NaN
   */
  public static FrameFeatures read(Path file, double sourceRate) {
    try {
      NpyArray array = array(file);
      if (array.isText() || array.shape().size() != 2) {
        throw new ConfigException(
            "Cannot read features from %s: saw shape %s, expected [frames, dimension]"
                .formatted(file, array.shape()));
      }
      return FrameFeatures.resampled(array.shape().get(1), array.floats(), sourceRate);
    } catch (NpyFormatException e) {
      throw new ConfigException("Cannot read features: " + e.getMessage());
    } catch (IOException e) {
      throw new ConfigException("Cannot read features from " + file + ": " + e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("Cannot use features of " + file + ": " + e.getMessage());
    }
  }

  private static NpyArray array(Path file) throws IOException {
    String name = file.toString();
    if (ENDINGS.stream().noneMatch(name::endsWith)) {
      throw new ConfigException(
          "Cannot read features from %s: expected a file of %s, as clipmill align features makes them"
              .formatted(file, ENDINGS));
    }
    if (name.endsWith(".parquet")) {
      return FeatureRows.read(file);
    }
    return name.endsWith(".npz") ? only(file) : NpyArray.read(file);
  }

  private static NpyArray only(Path file) throws IOException {
    try (NpzFile archive = NpzFile.open(file)) {
      List<String> names = archive.names();
      if (names.size() != 1 && !names.contains("features")) {
        throw new ConfigException(
            "Cannot read features from %s: saw arrays %s, expected one, or one named features"
                .formatted(file, names));
      }
      return archive.read(names.contains("features") ? "features" : names.get(0));
    }
  }
}
