package org.clipmill.core.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A stream that is closed when a reader has waited too long: the HTTP client's own limit ends with
 * the headers.
 */
final class PatientStream extends FilterInputStream {
  private static final Timer TIMER = new Timer("download-silence", true);

  private final long limitNanos;
  private final TimerTask watch;
  private volatile long waitingSinceNanos;
  private volatile boolean isWaiting;
  private volatile boolean isTooSilent;

  PatientStream(InputStream in, Duration limit) {
    super(in);
    this.limitNanos = limit.toNanos();
    this.watch =
        new TimerTask() {
          @Override
          public void run() {
            closeIfSilent();
          }
        };
    long period = Math.max(10, limit.toMillis() / 4);
    TIMER.schedule(watch, period, period);
  }

  private void closeIfSilent() {
    if (isWaiting && System.nanoTime() - waitingSinceNanos > limitNanos) {
      isTooSilent = true;
      watch.cancel();
      try {
        in.close();
      } catch (IOException e) {
        // The reader sees the end of the stream and reports the silence.
        isTooSilent = true;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? n : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waitingSinceNanos = System.nanoTime();
    isWaiting = true;
    try {
      int n = super.read(bytes, offset, length);
      if (isTooSilent) {
        throw new IOException("the stream was closed");
      }
      return n;
    } catch (IOException e) {
      throw isTooSilent
          ? new IOException("nothing came for " + limitNanos / 1_000_000 + " ms", e)
          : e;
    } finally {
      isWaiting = false;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel();
    super.close();
  }
}
