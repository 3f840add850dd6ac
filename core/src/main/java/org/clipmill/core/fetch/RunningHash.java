package org.clipmill.core.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file that grows. */
final class RunningHash {
  private final MessageDigest digest;
  private long bytes;

  RunningHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void reset() {
    digest.reset();
    bytes = 0;
  }

  void update(byte[] buffer, int length) {
    digest.update(buffer, 0, length);
    bytes += length;
  }

  /** Gives how many bytes have gone in. */
  long bytes() {
    return bytes;
  }

  /** Gives the hash of all that has gone in, in hexadecimal digits, and starts anew. */
  String hex() {
    bytes = 0;
    return HexFormat.of().formatHex(digest.digest());
  }
}
