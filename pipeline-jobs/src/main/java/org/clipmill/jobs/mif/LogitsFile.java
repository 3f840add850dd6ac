package org.clipmill.jobs.mif;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.mif.Labels;
import org.clipmill.core.mif.MifRow;
import org.clipmill.core.mif.MostInformativeFrame;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpzFile;

/**
 * Ready logits of videos: an {@code .npz} with one array per video, named {@code category/file},
 * {@code [frames][classes]}.
 */
public final class LogitsFile {
  private LogitsFile() {}

  /**
   * Finds the most informative frame of every video in the file.
   *
   * @return at least one row, sorted by category and file
   * @throws ConfigException if the file cannot be read, or an array has another name or shape
   */
  public static List<MifRow> read(Path file, Labels labels) {
    List<MifRow> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (NpzFile arrays = NpzFile.open(file)) {
      for (String name : arrays.names()) {
        int slash = name.indexOf('/');
        int label = slash < 1 ? -1 : labels.find(name.substring(0, slash)).orElse(-1);
        NpyArray array = arrays.read(name);
        boolean isTable =
            !array.isText()
                && array.shape().size() == 2
                && array.shape().get(0) > 0
                && array.shape().get(1) == labels.names().size();
        if (label < 0) {
          problems.add(
              "--logits: saw array " + name + "; expected category/file, the category a label");
        } else if (!isTable) {
          problems.add(
              "--logits: saw shape %s of array %s; expected at least one frame of %d classes"
                  .formatted(array.shape(), name, labels.names().size()));
        } else {
          rows.add(
              new MifRow(
                  name.substring(0, slash),
                  name.substring(slash + 1),
                  MostInformativeFrame.of(rowsOf(array), label)));
        }
      }
    } catch (NoSuchFileException e) {
      throw new ConfigException("--logits: no file " + file);
    } catch (IOException e) {
      throw new ConfigException("--logits: " + e.getMessage());
    }
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add("--logits: " + file + " holds no array");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    rows.sort(MifRow.BY_NAME);
    return rows;
  }

  private static List<float[]> rowsOf(NpyArray array) {
    float[] values = array.floats();
    int classes = array.shape().get(1);
    List<float[]> rows = new ArrayList<>();
    for (int at = 0; at < values.length; at += classes) {
      rows.add(Arrays.copyOfRange(values, at, at + classes));
    }
    return rows;
  }
}
