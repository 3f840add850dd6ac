package org.clipmill.jobs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyFormatException;
import org.clipmill.core.npy.NpyReader;
import org.clipmill.core.npy.NpzFile;
import org.clipmill.core.sample.Points;

/**
 * Reads points from {@code .npy}, {@code .npz} and Parquet files, or folders of them, and lays them
 * one after the other. Beside the points themselves it holds no second copy of a large file.
 *
 * @param key the array of an archive, or the column of a Parquet file, that holds the vectors
 * @param namesKey the array or column of texts that names them; looked for among the customary ones
 *     if empty
 * @param scoresKey the array or column of scores, if they are wanted
 */
public record PointReader(String key, Optional<String> namesKey, Optional<String> scoresKey) {
  /** The key that EVFR's sampler reads, and the one that its extractor writes. */
  public static final List<String> KEYS = List.of("embedding", "embeddings");

  private static final List<String> NAME_KEYS =
      List.of("image_paths", "paths", "path", "names", "clip_id", "id");

  /**
   * Reads files.
   *
   * @param spark starts Spark, for Parquet only
   * @throws ConfigException if there is no file, one cannot be read or lacks an array, dimensions
   *     differ, or a value is NaN or infinite
   */
  public PointSet read(List<Path> inputs, Supplier<SparkSession> spark) {
    List<PointPart> parts = new ArrayList<>();
    for (Path file : files(inputs)) {
      PointPart part = part(file, spark);
      if (!parts.isEmpty() && part.dimension != parts.get(0).dimension) {
        throw new ConfigException(
            "Cannot sample from points of different lengths: saw %d in %s, expected %d as before"
                .formatted(part.dimension, file, parts.get(0).dimension));
      }
      parts.add(part);
    }
    return joined(parts);
  }

  private static List<Path> files(List<Path> inputs) {
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input) && !isParquet(input)) {
        try (Stream<Path> entries = Files.list(input)) {
          entries.filter(file -> isPoints(file) && !isTwin(file)).sorted().forEach(files::add);
        } catch (IOException e) {
          throw new ConfigException("Cannot list " + input + ": " + e);
        }
      } else if (Files.exists(input)) {
        files.add(input);
      } else {
        throw new ConfigException("Cannot read " + input + ": no such file");
      }
    }
    if (files.isEmpty()) {
      throw new ConfigException("Cannot find .npy, .npz or .parquet files in " + inputs);
    }
    return files;
  }

  /** A folder that Spark wrote is one Parquet file. */
  private static boolean isParquet(Path file) {
    return endsWith(file, ".parquet")
        || Files.exists(file.resolve("_SUCCESS"))
        || Files.exists(file.resolve("_recipe.json"));
  }

  private static boolean isPoints(Path file) {
    return endsWith(file, ".npy") || endsWith(file, ".npz") || endsWith(file, ".parquet");
  }

  /** What embed writes as Parquet it writes as an archive, too. */
  private static boolean isTwin(Path file) {
    String name = String.valueOf(file.getFileName());
    return endsWith(file, ".npz")
        && Files.exists(file.resolveSibling(name.substring(0, name.length() - 4) + ".parquet"));
  }

  private static boolean endsWith(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private PointPart part(Path file, Supplier<SparkSession> spark) {
    try {
      if (isParquet(file)) {
        ParquetPoints.check(file);
        return new ParquetPoints(this, spark.get()).read(file);
      }
      return endsWith(file, ".npz") ? archive(file) : array(file);
    } catch (NpyFormatException e) {
      throw new ConfigException(e.getMessage() + "");
    } catch (IOException e) {
      throw new ConfigException("Cannot read " + file + ": " + e.getMessage());
    }
  }

  private static PointPart array(Path file) throws IOException {
    try (NpyReader reader = NpyReader.open(file)) {
      return vectors(reader, file.toString(), List.of(), List.of());
    }
  }

  private PointPart archive(Path file) throws IOException {
    try (NpzFile archive = NpzFile.open(file)) {
      List<String> arrays = archive.names();
      String vectors = present(KEYS.contains(key) ? KEYS : List.of(key), arrays).orElse(key);
      List<String> names = new ArrayList<>();
      Optional<String> namesArray = namesKey.isPresent() ? namesKey : present(NAME_KEYS, arrays);
      if (namesArray.isPresent()) {
        NpyArray texts = archive.read(namesArray.get());
        if (texts.isText()) {
          names.addAll(texts.texts());
        }
      }
      List<Double> scores = new ArrayList<>();
      if (scoresKey.isPresent()) {
        Arrays.stream(archive.read(scoresKey.get()).doubles()).forEach(scores::add);
      }
      try (NpyReader reader = archive.open(vectors)) {
        return vectors(reader, file + "[" + vectors + "]", names, scores);
      }
    }
  }

  /** Gives the first of some names that is there. */
  static Optional<String> present(List<String> wanted, List<String> there) {
    return wanted.stream().filter(there::contains).findFirst();
  }

  /** Gives the names that texts of rows go by, most customary first. */
  List<String> nameKeys() {
    return namesKey.map(List::of).orElse(NAME_KEYS);
  }

  private static PointPart vectors(
      NpyReader reader, String name, List<String> names, List<Double> scores) throws IOException {
    List<Integer> shape = reader.shape();
    if (reader.isText()
        || shape.isEmpty()
        || shape.size() > 2
        || shape.get(shape.size() - 1) == 0) {
      throw new ConfigException(
          "Cannot sample from "
              + name
              + ": saw shape "
              + shape
              + (reader.isText() ? " of texts" : "")
              + ", expected one vector of numbers a row");
    }
    int rows = shape.size() == 1 ? 1 : shape.get(0);
    int dimension = shape.get(shape.size() - 1);
    if ((long) rows * dimension > Integer.MAX_VALUE - 8) {
      throw new ConfigException(
          "Cannot sample from %s on one machine: saw %d x %d numbers, expected at most 2147483639; sample from Parquet with --buckets"
              .formatted(name, rows, dimension));
    }
    if ((!names.isEmpty() && names.size() != rows)
        || (!scores.isEmpty() && scores.size() != rows)) {
      throw new ConfigException(
          "Cannot sample from %s: saw %d points, %d names, %d scores; expected as many of each"
              .formatted(name, rows, names.size(), scores.size()));
    }
    return new PointPart(dimension, values(reader, rows * dimension), names, scores);
  }

  private static float[] values(NpyReader reader, int count) throws IOException {
    if (!reader.isRowByRow()) {
      return reader.readAll().floats();
    }
    float[] values = new float[count];
    reader.read(values, 0, count);
    return values;
  }

  private PointSet joined(List<PointPart> parts) {
    int dimension = parts.get(0).dimension;
    float[] values = parts.get(0).values;
    if (parts.size() > 1) {
      long total = parts.stream().mapToLong(part -> part.values.length).sum();
      values = new float[Math.toIntExact(total)];
      int at = 0;
      for (PointPart part : parts) {
        System.arraycopy(part.values, 0, values, at, part.values.length);
        at += part.values.length;
      }
    }
    List<String> names = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (PointPart part : parts) {
      names.addAll(part.names);
      scores.addAll(part.scores);
    }
    int rows = values.length / dimension;
    try {
      return new PointSet(
          new Points(dimension, values),
          names.size() == rows ? names : List.of(),
          scoresKey.map(wanted -> scores));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("Cannot sample: " + e.getMessage());
    }
  }
}
