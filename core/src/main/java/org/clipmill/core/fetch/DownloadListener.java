package org.clipmill.core.fetch;

import java.time.Duration;
import java.util.OptionalLong;

/** Hears how a download goes on. Called by the thread that downloads, and quick to return. */
public interface DownloadListener {
  /** Hears nothing. */
  DownloadListener SILENT =
      new DownloadListener() {
        @Override
        public void arrived(long bytes, OptionalLong total) {}

        @Override
        public void tryingAgain(String why, Duration pause) {}

        @Override
        public void waiting() {}
      };

  /**
   * Bytes have been written; called for every buffer, and once when a transfer begins.
   *
   * @param bytes how many are there by now, those of an earlier run included; fewer than before if
   *     the file had to be begun anew
   * @param total how many there will be, if the source says so
   */
  void arrived(long bytes, OptionalLong total);

  /**
   * A try failed, and another one follows.
   *
   * @param why what was wrong, a sentence without a full stop
   * @param pause how long until then
   */
  void tryingAgain(String why, Duration pause);

  /** Another program fetches the same file; this one waits for it. */
  void waiting();
}
