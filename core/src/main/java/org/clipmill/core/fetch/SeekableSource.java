package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that can be read from any byte on: on a disk, or on a storage such as HDFS or S3. */
public interface SeekableSource {

  /** Gives how many bytes it has. */
  long bytes() throws IOException;

  /** Gives what changes when the file does, for example the time of its last change. */
  String version() throws IOException;

  /** Opens it at a byte, which may be its end. */
  InputStream openAt(long start) throws IOException;

  /** Gives a file on the disk. */
  static SeekableSource of(Path file) {
    return new SeekableSource() {
      @Override
      public long bytes() throws IOException {
        return Files.size(file);
      }

      @Override
      public String version() throws IOException {
        return Files.getLastModifiedTime(file).toString();
      }

      @Override
      public InputStream openAt(long start) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        return Channels.newInputStream(channel.position(start));
      }
    };
  }
}
