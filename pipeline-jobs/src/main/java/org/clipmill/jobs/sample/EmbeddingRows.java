package org.clipmill.jobs.sample;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.core.npy.NpzWriter;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.sample.InputFiles.InputFile;
import org.clipmill.udfs.frames.EmbedFrames;

/**
 * A folder of embeddings that grows: rows are added batch by batch, and a row that is there for the
 * same file and model is not made again.
 */
public final class EmbeddingRows {
  /** The rows: one per image or frame, and one per file that could not be used. */
  public static final String PARQUET = "embeddings.parquet";

  /** The arrays for NumPy. */
  public static final String ARCHIVE = "embeddings.npz";

  private static final int FILES_PER_BATCH = 2000;
  private static final int MOST_EXAMPLES = 5;
  private static final int FILES_PER_TASK = 16;
  private static final String[] IDENTITY = {"path", "recipe"};

  private final SparkSession spark;
  private final Path folder;
  private final PrintWriter console;

  /**
   * Opens a folder.
   *
   * @param console told how far the work is
   */
  public EmbeddingRows(SparkSession spark, Path folder, PrintWriter console) {
    this.spark = spark;
    this.folder = folder;
    this.console = console;
  }

  /**
   * What came of it.
   *
   * @param failed files that gave no vector, by the code of the error
   * @param examples some of them, with what is wrong
   */
  public record Summary(
      long files, long vectors, int dimension, Map<String, Long> failed, List<String> examples) {}

  /**
   * Embeds the files that have no rows yet.
   *
   * @param recipe changes with the model and how frames are sampled
   */
  public void embed(List<InputFile> files, String recipe, EmbedFrames work) {
    Dataset<Row> wanted = wanted(files, recipe);
    if (exists()) {
      wanted = wanted.join(rows().select("path", "recipe"), IDENTITY, "left_anti");
    }
    List<Row> missing = wanted.orderBy("path").collectAsList();
    int known = new LinkedHashSet<>(files).size() - missing.size();
    if (known > 0) {
      console.println("Known   " + known + " files, embedded by an earlier run");
    }
    for (int from = 0; from < missing.size(); from += FILES_PER_BATCH) {
      int to = Math.min(missing.size(), from + FILES_PER_BATCH);
      List<Row> batch = missing.subList(from, to);
      int tasks = (batch.size() + FILES_PER_TASK - 1) / FILES_PER_TASK;
      spark
          .createDataFrame(batch, EmbedFrames.WANTED)
          .repartition(tasks)
          .mapPartitions(work, Encoders.row(EmbedFrames.SCHEMA))
          .write()
          .mode(SaveMode.Append)
          .parquet(parquet());
      console.println("Read    " + to + " of " + missing.size() + " files");
      console.flush();
    }
  }

  private Dataset<Row> wanted(List<InputFile> files, String recipe) {
    List<Row> rows = new ArrayList<>();
    for (InputFile file : new LinkedHashSet<>(files)) {
      rows.add(RowFactory.create(file.path(), Fingerprint.of(file.version() + " " + recipe)));
    }
    return spark.createDataFrame(rows, EmbedFrames.WANTED);
  }

  /** Says whether there are rows, be it of a run that was killed before it could say so. */
  private boolean exists() {
    Path rows = folder.resolve(PARQUET);
    if (!Files.isDirectory(rows)) {
      return false;
    }
    try (Stream<Path> parts = Files.list(rows)) {
      return parts.anyMatch(part -> part.toString().endsWith(".parquet"));
    } catch (IOException e) {
      throw new ConfigException("Cannot list " + rows + ": " + e);
    }
  }

  private String parquet() {
    return folder.resolve(PARQUET).toUri().toString();
  }

  private Dataset<Row> rows() {
    return spark.read().schema(EmbedFrames.SCHEMA).parquet(parquet());
  }

  /**
   * Writes the vectors of the files as arrays, in the order of paths and frames.
   *
   * @throws NothingKeptException if there is none
   */
  public Summary writeArchive(List<InputFile> files, String recipe) {
    Dataset<Row> known = rows().join(wanted(files, recipe), IDENTITY, "left_semi");
    Map<String, Long> failed = new TreeMap<>();
    known
        .where(col("error").isNotNull())
        .groupBy("error.code")
        .count()
        .collectAsList()
        .forEach(row -> failed.put(row.getString(0), row.getLong(1)));
    List<String> examples =
        known
            .where(col("error").isNotNull())
            .orderBy("path")
            .select("path", "error.message")
            .limit(MOST_EXAMPLES)
            .collectAsList()
            .stream()
            .map(row -> "Cannot use " + row.getString(0) + ": " + row.getString(1))
            .toList();
    Dataset<Row> good = known.where(col("error").isNull());
    Row counts = good.agg(countDistinct("path"), count(lit(1))).first();
    long vectors = counts.getLong(1);
    if (vectors == 0) {
      throw new NothingKeptException(
          "No file was embedded:", String.join("\n", examples) + "\nfailed: " + failed);
    }
    Dataset<Row> sorted =
        good.select(
                col("path"),
                coalesce(col("frame"), lit(0L)).as("at"),
                coalesce(col("time_us"), lit(0L)),
                col("embedding"),
                col("frame").isNotNull())
            .orderBy("path", "at");
    try {
      int dimension = write(sorted, Math.toIntExact(vectors));
      return new Summary(counts.getLong(0), vectors, dimension, failed, examples);
    } catch (IOException e) {
      throw new ConfigException("Cannot write " + folder.resolve(ARCHIVE) + ": " + e);
    }
  }

  private int write(Dataset<Row> sorted, int count) throws IOException {
    Path draft = folder.resolve(ARCHIVE + ".draft");
    List<String> paths = new ArrayList<>(count);
    long[] frames = new long[count];
    long[] micros = new long[count];
    boolean hasVideos = false;
    int dimension;
    try (NpzWriter archive = NpzWriter.create(draft)) {
      Iterator<Row> rows = sorted.toLocalIterator();
      Row row = rows.next();
      dimension = row.getList(3).size();
      float[] vector = new float[dimension];
      try (NpyWriter vectors = archive.writeFloats("embedding", count, dimension)) {
        for (int i = 0; i < count; i++, row = i < count ? rows.next() : row) {
          List<Float> values = row.getList(3);
          for (int axis = 0; axis < dimension; axis++) {
            vector[axis] = values.get(axis);
          }
          vectors.write(vector, 0, dimension);
          paths.add(row.getString(0));
          frames[i] = row.getLong(1);
          micros[i] = row.getLong(2);
          hasVideos |= row.getBoolean(4);
        }
      }
      archive.write("image_paths", NpyArray.ofTexts(paths));
      if (hasVideos) {
        archive.write("frame", NpyArray.of(frames, count));
        archive.write("time_us", NpyArray.of(micros, count));
      }
    }
    Files.move(draft, folder.resolve(ARCHIVE), StandardCopyOption.REPLACE_EXISTING);
    return dimension;
  }
}
