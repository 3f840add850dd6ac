package org.clipmill.jobs.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.recipe.Json;
import org.clipmill.udfs.frames.SaveFrames;

/** Which frames were chosen of which video, for each stride, and what is written of it. */
public final class FrameLists {
  private static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("index", DataTypes.StringType)
          .add("stride", DataTypes.IntegerType)
          .add("total_frames", DataTypes.LongType)
          .add("frames", DataTypes.createArrayType(DataTypes.IntegerType, false));

  private final FrameChoice choice;
  private final List<Integer> strides;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> firstStride = new ArrayList<>();
  private final Map<Integer, Long> counts = new TreeMap<>();
  private final Set<String> names = new HashSet<>();

  /** Starts without videos. */
  public FrameLists(FrameChoice choice, List<Integer> strides) {
    this.choice = choice;
    this.strides = List.copyOf(strides);
  }

  /**
   * Chooses frames of a video.
   *
   * @return the name that its files go by: that of the video, with a number behind it where an
   *     earlier video has the same
   */
  public String add(VideoCurves video) {
    String name = video.name();
    for (int again = 2; !names.add(name); again++) {
      name = video.name() + "-" + again;
    }
    for (int stride : strides) {
      int[] frames = choice.frames(video, stride);
      counts.merge(stride, (long) frames.length, Long::sum);
      String method = choice.way().name().toLowerCase(Locale.ROOT).replace('_', '-');
      String index =
          choice.way().isAdaptive() ? choice.index().name().toLowerCase(Locale.ROOT) : null;
      rows.add(RowFactory.create(video.path(), method, index, stride, video.frames(), frames));
      if (stride == strides.get(0)) {
        firstStride.add(RowFactory.create(video.path(), name, frames));
      }
    }
    return name;
  }

  /** Gives the frames of the first stride, as {@link SaveFrames} takes them. */
  public List<Row> ofFirstStride() {
    return List.copyOf(firstStride);
  }

  /** Gives how many frames were chosen of all videos together, by stride. */
  public Map<Integer, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** Writes {@code frames.parquet} and {@code frames.json}. */
  public void write(SparkSession spark, Path folder) throws IOException {
    spark
        .createDataFrame(rows, SCHEMA)
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.resolve("frames.parquet").toUri().toString());
    List<Map<String, Object>> lists = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> list = new LinkedHashMap<>();
      for (int i = 0; i < SCHEMA.size(); i++) {
        if (!row.isNullAt(i)) {
          Object value = row.get(i);
          list.put(
              SCHEMA.fieldNames()[i],
              value instanceof int[] frames ? IntStream.of(frames).boxed().toList() : value);
        }
      }
      lists.add(list);
    }
    Files.writeString(folder.resolve("frames.json"), Json.pretty(lists), StandardCharsets.UTF_8);
  }
}
