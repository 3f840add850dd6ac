package org.clipmill.udfs.dedup;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.dedup.ClipHash;
import org.clipmill.core.dedup.HashedFrames;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.table.Column;
import org.clipmill.core.table.ColumnType;
import org.clipmill.core.table.Table;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.TableRow;

/** Hashes the frames of video files; a bad file is a row with an error. */
public record HashVideo(Guard guard) implements MapPartitionsFunction<Row, Row> {
  /** What is known of a file: it is hashed again when its size or its time changes. */
  public static final Table HASHES =
      new Table(
          "hashes",
          "a video file and the hashes of its frames",
          "path",
          List.of(
              new Column("path", ColumnType.STRING, "", "The file."),
              new Column("file_bytes", ColumnType.LONG, "bytes", "Size of the file."),
              new Column("modified_ms", ColumnType.LONG, "ms", "When it was written, since 1970."),
              new Column("pixels", ColumnType.LONG, "px", "Pixels of a frame."),
              new Column(AlikeClips.HASH, ColumnType.BINARY, "", "Hashes of four frames a second."),
              new Column("error", ColumnType.ERROR, "", "What went wrong; null for a good row.")));

  @Override
  public Iterator<Row> call(Iterator<Row> files) {
    return Rows.mapped(
        files,
        file -> guard.row(() -> hashed(file).build(), () -> TableRow.of(HASHES).setAllFrom(file)));
  }

  private static TableRow hashed(Row file) {
    Path path = Path.of(file.getString(file.fieldIndex("path")));
    try (FrameSource frames = FfmpegFrameSource.open(path)) {
      long pixels = (long) frames.width() * frames.height();
      ClipHash hash =
          HashedFrames.hash(frames)
              .orElseThrow(
                  () ->
                      new ClipException(
                          ClipError.FRAME_COUNT,
                          "Cannot hash " + path + ": saw 0 frames, expected 1 or more"));
      return TableRow.of(HASHES)
          .setAllFrom(file)
          .set("pixels", pixels)
          .set(AlikeClips.HASH, hash.toBytes());
    }
  }
}
