package org.clipmill.models;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a protocol buffer field by field from a stream and skips what nobody wants, so that a large
 * file costs little. Source: "Encoding" in the documentation of Protocol Buffers.
 */
final class ProtoReader {
  /** Names of tensors are short; a longer one is not read but refused as garbage. */
  private static final int LONGEST_TEXT = 1 << 16;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final InputStream in;
  private final long size;
  private long position;
  private long end;
  private int wire;

  /**
   * @param size bytes of the whole message; {@code Long.MAX_VALUE} if that is not known, then it
   *     ends with the stream
   */
  ProtoReader(InputStream in, long size) {
    this.in = in;
    this.size = size;
    this.end = size;
  }

  /** Gives the number of the next field of the message; 0 at its end. */
  int nextField() throws IOException {
    if (position >= end) {
      return 0;
    }
    int first = in.read();
    if (first < 0 && end == Long.MAX_VALUE) {
      return 0;
    }
    long tag = varint(first);
    wire = (int) (tag & 7);
    return (int) (tag >>> 3);
  }

  /**
   * Goes into the message that the field holds.
   *
   * @return what {@link #leave} needs
   */
  long enter() throws IOException {
    long outer = end;
    long length = length();
    end = position + length;
    return outer;
  }

  /** Goes back to the message around; the inner one must have been read to its end. */
  void leave(long outer) {
    end = outer;
  }

  long number() throws IOException {
    if (wire != VARINT) {
      throw new IOException("a field of wire type " + wire + " where a number was expected");
    }
    return varint(in.read());
  }

  String text() throws IOException {
    long length = length();
    if (length > LONGEST_TEXT) {
      throw new IOException("a name of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    position += bytes.length;
    if (bytes.length < length) {
      throw new EOFException("it ends after " + position + " bytes, in the middle of a name");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skip() throws IOException {
    switch (wire) {
      case VARINT -> varint(in.read());
      case FIXED_64 -> skip(Long.BYTES);
      case FIXED_32 -> skip(Integer.BYTES);
      case LENGTH_DELIMITED -> skip(length());
      default -> throw new IOException("a field of wire type " + wire);
    }
  }

  private void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
    position += bytes;
  }

  private long length() throws IOException {
    if (wire != LENGTH_DELIMITED) {
      throw new IOException("a field of wire type " + wire + " where a message was expected");
    }
    long length = varint(in.read());
    if (length < 0 || length > end - position) {
      throw new EOFException(
          "it has "
              + (size == Long.MAX_VALUE ? "too few" : size)
              + " bytes, but a part of "
              + length
              + " starts at byte "
              + position);
    }
    return length;
  }

  private long varint(int first) throws IOException {
    long value = 0;
    int read = first;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (read < 0) {
        throw new EOFException("it ends after " + position + " bytes");
      }
      position++;
      value |= (long) (read & 0x7F) << shift;
      if (read < 0x80) {
        return value;
      }
      read = in.read();
    }
    throw new IOException("a number of more than 64 bits at byte " + position);
  }
}
