package org.clipmill.udfs.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.fetch.SeekableSource;
import org.clipmill.udfs.Storage;

/**
 * A file on one of Hadoop's file systems, for example {@code hdfs:} or {@code s3a:}.
 *
 * @param configuration settings of the file systems
 */
record HadoopSource(Path path, Configuration configuration) implements SeekableSource {

  @Override
  public long bytes() throws IOException {
    return status().getLen();
  }

  @Override
  public String version() throws IOException {
    FileStatus status = status();
    return status.getModificationTime() + "-" + status.getLen();
  }

  @Override
  public InputStream openAt(long start) throws IOException {
    FSDataInputStream stream = files().open(path);
    stream.seek(start);
    return stream;
  }

  boolean exists() throws IOException {
    return files().exists(path);
  }

  private FileStatus status() throws IOException {
    try {
      return files().getFileStatus(path);
    } catch (AccessControlException e) {
      throw new AccessDeniedException(path.toString());
    }
  }

  private FileSystem files() throws IOException {
    try {
      return Storage.fileSystem(path, configuration);
    } catch (UnsupportedFileSystemException e) {
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE,
          "Cannot open "
              + path
              + ": "
              + e.getMessage()
              + "; for s3a: CLIPMILL_SPARK=\"--packages org.apache.hadoop:hadoop-aws:3.3.4\"",
          e);
    }
  }
}
