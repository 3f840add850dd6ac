package org.clipmill.udfs.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.udfs.ParquetFooter;

/**
 * Frame features in Parquet: a row for each frame, with one column of lists of floats or doubles
 * (of several the one named {@code features}), and a column {@code frame} of whole numbers that
 * says their order; without it rows count in the order in which they lie. Works inside a task,
 * where there is no session.
 */
final class FeatureRows {
  private static final String FRAME = "frame";

  private final Path source;
  private final TreeMap<Long, float[]> frames = new TreeMap<>();

  private FeatureRows(Path source) {
    this.source = source;
  }

  /**
   * Reads a file, or the files of a folder by name.
   *
   * @return {@code [frames][dimension]}
   * @throws ConfigException if the columns are others, a frame comes twice, or lengths differ
   * @throws IOException if it cannot be read or is no whole Parquet file
   */
  static NpyArray read(Path source) throws IOException {
    FeatureRows rows = new FeatureRows(source);
    for (Path file : parts(source)) {
      rows.add(file);
    }
    return rows.array();
  }

  private static List<Path> parts(Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    try (Stream<Path> files = Files.list(source)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private void add(Path file) throws IOException {
    Configuration settings = new Configuration();
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    ParquetFooter.read(FileSystem.get(path.toUri(), settings), path);
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(settings).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        add(row);
      }
    } catch (ParquetDecodingException e) {
      throw new IOException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void add(Group row) {
    GroupType columns = row.getType();
    long number = columns.containsField(FRAME) ? number(row) : frames.size();
    String vectors = vectorColumn(columns);
    if (row.getFieldRepetitionCount(vectors) == 0) {
      throw refusal("frame " + number + " has no vector");
    }
    if (frames.put(number, floats(row.getGroup(vectors, 0), number)) != null) {
      throw refusal("frame " + number + " comes twice, expected one video a file");
    }
  }

  private long number(Group row) {
    Type type = row.getType().getType(FRAME);
    if (!type.isPrimitive() || row.getFieldRepetitionCount(FRAME) == 0) {
      throw refusal("column frame must hold whole numbers");
    }
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> row.getInteger(FRAME, 0);
      case INT64 -> row.getLong(FRAME, 0);
      default -> throw refusal("column frame must hold whole numbers");
    };
  }

  private String vectorColumn(GroupType columns) {
    List<String> names =
        columns.getFields().stream().filter(FeatureRows::isVector).map(Type::getName).toList();
    if (names.size() == 1) {
      return names.get(0);
    }
    if (names.contains("features")) {
      return "features";
    }
    throw refusal(
        "saw columns of vectors "
            + names
            + " among "
            + columns.getFields().stream().map(Type::getName).toList()
            + ", expected one, or one named features");
  }

  private static boolean isVector(Type column) {
    if (column.isPrimitive()
        || !LogicalTypeAnnotation.listType().equals(column.getLogicalTypeAnnotation())) {
      return false;
    }
    Type element = element(column.asGroupType().getType(0));
    return element.isPrimitive()
        && (element.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
            || element.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE);
  }

  /** Some writers repeat the element itself, most a group around it. */
  private static Type element(Type repeated) {
    return repeated.isPrimitive() ? repeated : repeated.asGroupType().getType(0);
  }

  private float[] floats(Group list, long number) {
    Type repeated = list.getType().getType(0);
    boolean isSingle =
        element(repeated).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
    float[] values = new float[list.getFieldRepetitionCount(0)];
    for (int i = 0; i < values.length; i++) {
      Group holder = repeated.isPrimitive() ? list : list.getGroup(0, i);
      int at = repeated.isPrimitive() ? i : 0;
      if (holder.getFieldRepetitionCount(0) <= at) {
        throw refusal("number " + i + " of frame " + number + " is missing");
      }
      values[i] = isSingle ? holder.getFloat(0, at) : (float) holder.getDouble(0, at);
    }
    return values;
  }

  private NpyArray array() {
    Map.Entry<Long, float[]> first = frames.firstEntry();
    if (first == null) {
      throw refusal("saw no row");
    }
    int dimension = first.getValue().length;
    float[] values = new float[Math.multiplyExact(frames.size(), dimension)];
    int at = 0;
    for (Map.Entry<Long, float[]> frame : frames.entrySet()) {
      float[] vector = frame.getValue();
      if (vector.length != dimension) {
        throw refusal(
            "frame %d has %d numbers, expected %d as in frame %d"
                .formatted(frame.getKey(), vector.length, dimension, first.getKey()));
      }
      System.arraycopy(vector, 0, values, at, dimension);
      at += dimension;
    }
    return NpyArray.of(values, frames.size(), dimension);
  }

  private ConfigException refusal(String what) {
    return new ConfigException("Cannot read features from " + source + ": " + what);
  }
}
