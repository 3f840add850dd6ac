package org.clipmill.core.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Turns the seed of the settings and the id of a thing into the seed of that thing, so that a
 * random choice depends on neither partition nor order nor machine.
 *
 * <p>The rule, fixed for good: SHA-256 over the eight bytes of the configured seed (most
 * significant first) and the id in UTF-8; the first eight bytes of the digest, most significant
 * first, with the top bit cleared.
 */
public final class StableSeed {
  private StableSeed() {}

  /** Gives the seed of the thing with this id: 63 random bits, never negative. */
  public static long of(long configuredSeed, String id) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(configuredSeed).flip());
    digest.update(id.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256, which every JDK has", e);
    }
  }
}
