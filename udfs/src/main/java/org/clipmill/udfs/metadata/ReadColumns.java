package org.clipmill.udfs.metadata;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.udfs.Guard;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Reads one row of a CSV or Parquet file whose columns carry other names. With {@code start} and
 * {@code end} instead of a span and a cut, or without a cut, the clip is that span. Without a video
 * id, clips of one address share a video that is named after it.
 */
public final class ReadColumns implements Function<Tuple2<Row, Long>, Row>, Serializable {
  /** Our names that a file must have a column for. */
  public static final List<String> REQUIRED = List.of("clip_id", "url");

  /** Our names that a file may have a column for. */
  public static final List<String> OPTIONAL =
      List.of(
          "video_id",
          "span_id",
          "caption",
          "fps",
          "span_start",
          "span_end",
          "cut_start",
          "cut_end",
          "start",
          "end");

  private static final String WHOLE_SPAN_START = "0";
  private static final String WHOLE_SPAN_END = "-1";
  private static final String ANY_RATE = "1";

  private final String file;
  private final long firstPosition;
  private final Map<String, String> columns;
  private final Guard guard;

  /**
   * Makes the function for one file.
   *
   * @param columns our name to the file's; names that are not there are the same in both
   */
  public ReadColumns(String file, long firstPosition, Map<String, String> columns, Guard guard) {
    this.file = file;
    this.firstPosition = firstPosition;
    this.columns = Map.copyOf(columns);
    this.guard = guard;
  }

  /**
   * Gives what is wrong with a mapping.
   *
   * @param columns our name to the file's
   */
  public static List<String> problems(Map<String, String> columns) {
    List<String> known = new ArrayList<>(REQUIRED);
    known.addAll(OPTIONAL);
    return columns.keySet().stream()
        .filter(ours -> !known.contains(ours))
        .map(
            ours ->
                "ingest.columns." + ours + ": unknown column; allowed: " + String.join(", ", known))
        .toList();
  }

  /**
   * Gives what a file lacks of a mapping.
   *
   * @param header the file's columns
   */
  public static List<String> problems(
      Map<String, String> columns, String file, List<String> header) {
    Map<String, String> wanted = new TreeMap<>();
    REQUIRED.forEach(ours -> wanted.put(ours, ours));
    wanted.putAll(columns);
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (ours, theirs) -> {
          if (!header.contains(theirs)) {
            problems.add(
                String.format(
                    "ingest.columns.%s: %s has no column \"%s\"; it has %s",
                    ours, file, theirs, String.join(", ", header)));
          }
        });
    return problems;
  }

  @Override
  public Row call(Tuple2<Row, Long> numbered) {
    Row row = numbered._1();
    String clipId = value(row, "clip_id");
    String url = value(row, "url");
    boolean isPlain = value(row, "start") != null;
    boolean isWholeSpan = isPlain || value(row, "cut_start") == null;
    String spanId = value(row, "span_id");
    String videoId = value(row, "video_id");
    ClipEntry entry =
        new ClipEntry(
            firstPosition + numbered._2(),
            file,
            videoId == null && url != null ? "v-" + Fingerprint.of(url) : videoId,
            spanId == null ? clipId : spanId,
            clipId,
            url == null ? null : new SourceAddress(new Path(file)).absolute(url),
            value(row, isPlain ? "start" : "span_start"),
            value(row, isPlain ? "end" : "span_end"),
            isWholeSpan ? ANY_RATE : value(row, "fps"),
            isWholeSpan ? WHOLE_SPAN_START : value(row, "cut_start"),
            isWholeSpan ? WHOLE_SPAN_END : value(row, "cut_end"),
            value(row, "caption"));
    return entry.toRow(guard);
  }

  private @Nullable String value(Row row, String ours) {
    String theirs = columns.getOrDefault(ours, ours);
    StructType schema = row.schema();
    if (schema.getFieldIndex(theirs).isEmpty()) {
      return null;
    }
    Object value = row.get(schema.fieldIndex(theirs));
    return value == null ? null : value.toString();
  }
}
