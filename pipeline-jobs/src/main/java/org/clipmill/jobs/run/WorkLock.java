package org.clipmill.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.udfs.Storage;

/**
 * Keeps two runs out of one work folder. The operating system lets go of it when a run is killed.
 * Work folders on other storages are not locked: they have no such locks.
 */
public final class WorkLock implements AutoCloseable {
  private final Optional<FileChannel> channel;

  private WorkLock(Optional<FileChannel> channel) {
    this.channel = channel;
  }

  /**
   * Takes the work folder; makes it if need be.
   *
   * @throws WorkInUseException if another run has it
   * @throws ConfigException if it cannot be made or written to
   */
  public static WorkLock take(String work) {
    if (!Storage.isLocal(work)) {
      return new WorkLock(Optional.empty());
    }
    try {
      Path folder = Files.createDirectories(Storage.localPath(work));
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
        throw new WorkInUseException(work);
      }
      return new WorkLock(Optional.of(channel));
    } catch (IOException e) {
      throw new ConfigException("run.work: cannot use " + work + ": " + e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
