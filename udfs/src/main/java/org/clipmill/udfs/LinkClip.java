package org.clipmill.udfs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.PipelineConfig.ClipFiles;
import org.clipmill.core.table.Tables;

/**
 * Brings clip files beside the dataset and says in the column {@code video} where they are.
 *
 * @param clipFiles linked, copied or left
 * @param folder the folder of the dataset
 */
public record LinkClip(ClipFiles clipFiles, String folder, Storage storage)
    implements MapPartitionsFunction<Row, Row> {
  private static final String CLIPS = "clips";

  @Override
  public Iterator<Row> call(Iterator<Row> samples) {
    return Rows.mapped(samples, this::placed);
  }

  private Row placed(Row sample) {
    String source = storage.locate(sample.getString(sample.fieldIndex("path")));
    String place = source;
    if (clipFiles != ClipFiles.NONE) {
      place = CLIPS + "/" + sample.getString(sample.fieldIndex(Tables.CLIP_ID)) + ".mp4";
      bring(source, folder + "/" + place);
    }
    return TableRow.of(Tables.DATASET).setAllFrom(sample).set("video", place).build();
  }

  private void bring(String source, String target) {
    try {
      if (Storage.isLocal(source) && Storage.isLocal(target)) {
        bringLocal(Storage.localPath(source), Storage.localPath(target));
        return;
      }
      org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(source);
      org.apache.hadoop.fs.Path to = new org.apache.hadoop.fs.Path(target);
      FileSystem files = from.getFileSystem(storage.configuration());
      FileSystem toFiles = to.getFileSystem(storage.configuration());
      FileUtil.copy(files, from, toFiles, to, false, true, storage.configuration());
    } catch (IOException e) {
      throw new IllegalStateException("Cannot bring " + source + " to " + target, e);
    }
  }

  private void bringLocal(Path source, Path target) throws IOException {
    Path folderOfClips = target.getParent();
    if (folderOfClips != null) {
      Files.createDirectories(folderOfClips);
    }
    Files.deleteIfExists(target);
    if (clipFiles == ClipFiles.LINK) {
      try {
        Files.createLink(target, source);
        return;
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.deleteIfExists(target);
      }
    }
    Files.copy(source, target);
  }
}
