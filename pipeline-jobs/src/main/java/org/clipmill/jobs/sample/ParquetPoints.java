package org.clipmill.jobs.sample;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.clipmill.core.config.ConfigException;
import org.clipmill.udfs.ParquetFooter;

/** Points of one Parquet file or folder, in the order of its rows. */
final class ParquetPoints {
  /** Parquet's own name for it. */
  private static final String CHECK_PAGES = "parquet.page.verify-checksum.enabled";

  private final PointReader reader;
  private final SparkSession spark;

  ParquetPoints(PointReader reader, SparkSession spark) {
    this.reader = reader;
    this.spark = spark;
  }

  /**
   * Looks at the footers of a file, or of all files of a folder that Spark wrote.
   *
   * @throws ConfigException if there is no file, or one is damaged or no Parquet at all
   */
  static void check(Path file) throws IOException {
    List<Path> parts;
    try (Stream<Path> found = Files.walk(file)) {
      parts = found.filter(part -> isPart(part, file)).sorted().toList();
    }
    if (parts.isEmpty()) {
      throw new ConfigException("Cannot find Parquet files in " + file);
    }
    for (Path part : parts) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(part.toUri());
      try {
        ParquetFooter.read(path.getFileSystem(new Configuration()), path);
      } catch (IOException e) {
        throw new ConfigException(e.getMessage() + "");
      }
    }
  }

  /** Spark passes over files that begin so. */
  private static boolean isPart(Path part, Path input) {
    String name = part.getFileName() + "";
    return Files.isRegularFile(part)
        && (part.equals(input) || !(name.startsWith("_") || name.startsWith(".")));
  }

  /**
   * Reads the rows that have a vector; all of them pass through this machine.
   *
   * @throws ConfigException if columns are missing, lengths differ, or the rows are damaged
   */
  PointPart read(Path file) {
    try {
      return rows(file);
    } catch (SparkException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ConfigException("Cannot read " + file + ": " + root.getMessage());
    }
  }

  /**
   * Reads, with checksums of pages checked.
   *
   * @throws SparkException if a task failed; Spark's methods throw it without saying so
   */
  private PointPart rows(Path file) throws SparkException {
    Dataset<Row> rows = spark.read().option(CHECK_PAGES, true).parquet(file.toUri().toString());
    List<String> columns = Arrays.asList(rows.columns());
    String vectors = vectorColumn(file, rows, columns);
    Optional<String> names =
        PointReader.present(reader.nameKeys(), columns)
            .filter(name -> typeOf(rows, name).equals(DataTypes.StringType));
    List<Column> wanted = new ArrayList<>();
    wanted.add(col(vectors).cast("array<float>"));
    names.ifPresent(name -> wanted.add(col(name)));
    reader.scoresKey().ifPresent(name -> wanted.add(scoreColumn(file, columns, name)));
    Dataset<Row> known = rows.where(col(vectors).isNotNull()).select(wanted.toArray(Column[]::new));
    return part(file, known, names.isPresent());
  }

  private String vectorColumn(Path file, Dataset<Row> rows, List<String> columns) {
    List<String> keys =
        PointReader.KEYS.contains(reader.key()) ? PointReader.KEYS : List.of(reader.key());
    String column = PointReader.present(keys, columns).orElse(reader.key());
    if (!columns.contains(column) || !(typeOf(rows, column) instanceof ArrayType)) {
      throw new ConfigException(
          "Cannot find column '%s' of vectors in %s; it has %s"
              .formatted(reader.key(), file, columns));
    }
    return column;
  }

  private static Column scoreColumn(Path file, List<String> columns, String name) {
    if (!columns.contains(name)) {
      throw new ConfigException(
          "Cannot find column '%s' of scores in %s; it has %s".formatted(name, file, columns));
    }
    return col(name).cast("double");
  }

  private static DataType typeOf(Dataset<Row> rows, String column) {
    return rows.schema().apply(column).dataType();
  }

  private PointPart part(Path file, Dataset<Row> rows, boolean hasNames) {
    int count = Math.toIntExact(rows.count());
    if (count == 0) {
      throw new ConfigException("Cannot sample from " + file + ": no row has a vector");
    }
    float[] values = new float[0];
    int dimension = 0;
    List<String> names = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    int row = 0;
    for (Iterator<Row> it = rows.toLocalIterator(); it.hasNext(); row++) {
      Row next = it.next();
      List<Float> vector = next.getList(0);
      if (row == 0) {
        dimension = vector.size();
        values = new float[Math.multiplyExact(count, dimension)];
      }
      if (vector.size() != dimension || dimension == 0) {
        throw new ConfigException(
            "Cannot sample from %s: saw a vector of length %d in row %d, expected %d as in row 0"
                .formatted(file, vector.size(), row, Math.max(1, dimension)));
      }
      for (int i = 0; i < dimension; i++) {
        values[row * dimension + i] = vector.get(i);
      }
      if (hasNames) {
        names.add(next.getString(1) + "");
      }
      reader.scoresKey().ifPresent(key -> scores.add(score(next, file)));
    }
    return new PointPart(dimension, values, names, scores);
  }

  private static double score(Row row, Path file) {
    int column = row.size() - 1;
    if (row.isNullAt(column)) {
      throw new ConfigException("Cannot sample from " + file + ": a score is missing");
    }
    return row.getDouble(column);
  }
}
