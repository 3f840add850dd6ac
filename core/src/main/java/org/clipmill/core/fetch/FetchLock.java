package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Lets one fetch at a time write a file: a lock on one byte of a hidden file in its folder, which
 * stays there. The operating system lets go of the lock when a program is killed.
 */
final class FetchLock implements AutoCloseable {
  private static final String NAME = ".fetch.lock";
  private static final long LOOK_EVERY_MILLIS = 100;

  private final FileChannel channel;

  private FetchLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock for a file; waits while another fetch has it.
   *
   * @throws ClipException {@code STORAGE} if the lock file cannot be made
   */
  static FetchLock take(Path file, DownloadListener listener) {
    Path lockFile = file.resolveSibling(NAME);
    long region = Integer.toUnsignedLong(String.valueOf(file.getFileName()).hashCode());
    try {
      for (boolean isFirst = true; ; isFirst = false) {
        Optional<FetchLock> lock = tryToTake(lockFile, region);
        if (lock.isPresent()) {
          return lock.get();
        }
        if (isFirst) {
          listener.waiting();
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (IOException e) {
      throw CheckedFetch.refused("write into the folder of", file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClipException(ClipError.STORAGE, "Stopped while waiting for " + lockFile, e);
    }
  }

  private static Optional<FetchLock> tryToTake(Path lockFile, long region) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isTaken = false;
    try {
      FileLock lock = channel.tryLock(region, 1, false);
      isTaken = lock != null;
    } catch (OverlappingFileLockException e) {
      isTaken = false;
    } finally {
      if (!isTaken) {
        channel.close();
      }
    }
    return isTaken ? Optional.of(new FetchLock(channel)) : Optional.empty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
