package org.clipmill.udfs.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.table.Tables;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;

/** Reads HDVG files, one task a file; memory does not grow with the size of a file. */
public final class ReadHdvg implements FlatMapFunction<String, Row> {
  /** Positions of one file: more clips than any file has. */
  public static final long POSITIONS_PER_FILE = 1L << 40;

  private final List<String> files;
  private final Storage storage;
  private final Guard guard;

  /**
   * Makes the function.
   *
   * @param files all files; the place in the list gives the positions of a file's clips
   * @param storage knows the file systems
   */
  public ReadHdvg(List<String> files, Storage storage, Guard guard) {
    this.files = List.copyOf(files);
    this.storage = storage;
    this.guard = guard;
  }

  @Override
  public Iterator<Row> call(String file) {
    long firstPosition = files.indexOf(file) * POSITIONS_PER_FILE;
    Path path = new Path(file);
    try {
      InputStream in = open(path);
      closeWithTask(in);
      return new HdvgReader(in, file, new SourceAddress(path), firstPosition, guard);
    } catch (IOException e) {
      TableRow row =
          TableRow.of(Tables.METADATA).set(Tables.POSITION, firstPosition).set("source_file", file);
      ClipException problem =
          new ClipException(ClipError.BAD_METADATA, "Cannot read " + file + ": " + e.getMessage());
      return Collections.singleton(guard.failedRow(problem, row)).iterator();
    }
  }

  private InputStream open(Path path) throws IOException {
    InputStream in = Storage.fileSystem(path, storage.configuration()).open(path);
    CompressionCodec codec = new CompressionCodecFactory(storage.configuration()).getCodec(path);
    return codec == null ? in : codec.createInputStream(in);
  }

  private static void closeWithTask(InputStream in) {
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> close(in);
      task.addTaskCompletionListener(closing);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
