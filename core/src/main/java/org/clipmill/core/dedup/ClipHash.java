package org.clipmill.core.dedup;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.clipmill.core.frame.RgbFrame;

/**
 * A clip as the hashes of its sampled frames, one every {@link #PERIOD_MICROS}. Immutable. A clip
 * all of whose frames are blank has a hash that is like none, not even itself.
 */
public final class ClipHash {
  /** Clip time between two hashed frames. */
  public static final long PERIOD_MICROS = 250_000;

  /** Raised when the meaning of the bytes changes: hashes of different versions do not compare. */
  private static final byte VERSION = 1;

  private static final int PER_FRAME = FrameHash.View.values().length * FrameHash.LENGTH;

  private final byte[] bytes;

  private ClipHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @return empty if the bytes are of another version, or none
   */
  public static Optional<ClipHash> of(byte[] bytes) {
    boolean isRight =
        bytes.length > 1 && bytes[0] == VERSION && (bytes.length - 1) % PER_FRAME == 0;
    return isRight ? Optional.of(new ClipHash(bytes.clone())) : Optional.empty();
  }

  /** Gives the hash as bytes, to be stored. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Gives how many frames were hashed; at least 1. */
  public int frames() {
    return (bytes.length - 1) / PER_FRAME;
  }

  /** Gives where the hash of a frame starts in {@link #bytes}. */
  static int at(int frame, FrameHash.View view) {
    return 1 + frame * PER_FRAME + view.start();
  }

  /** Gives the bytes themselves; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Hashes a clip frame by frame; not for two threads at once. */
  public static final class Builder {
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();

    /** Starts with no frame. */
    public Builder() {
      hashes.write(VERSION);
    }

    /** Takes the next sampled frame, of any size. */
    public void add(RgbFrame frame) {
      hashes.writeBytes(FrameHash.of(frame));
    }

    /**
     * Gives the hash.
     *
     * @throws IllegalStateException if there was no frame
     */
    public ClipHash build() {
      if (hashes.size() == 1) {
        throw new IllegalStateException("Cannot hash a clip without frames");
      }
      return new ClipHash(hashes.toByteArray());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClipHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
