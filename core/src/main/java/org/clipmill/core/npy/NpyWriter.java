package org.clipmill.core.npy;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one {@code .npy} array, as a whole or float by float: version 1.0, little-endian, C order,
 * byte for byte what {@code numpy.save} writes. Not for two threads at once.
 */
public final class NpyWriter implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final OutputStream out;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long remaining;

  private NpyWriter(OutputStream out, NpyHeader header) throws IOException {
    this.out = out;
    remaining = header.count();
    out.write(header.toBytes());
  }

  /**
   * Begins an array of float32 whose values come bit by bit.
   *
   * @param out closed with this writer
   */
  public static NpyWriter ofFloats(OutputStream out, int... shape) throws IOException {
    return new NpyWriter(out, NpyHeader.of(NpyElement.FLOAT32, 1, shape));
  }

  /** Writes a file; one that is there is replaced. */
  public static void write(Path file, NpyArray array) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, array);
    }
  }

  /** Writes an array; does not close the stream. */
  @SuppressWarnings("resource") // the stream stays open
  public static void write(OutputStream out, NpyArray array) throws IOException {
    int[] shape = array.shape().stream().mapToInt(Integer::intValue).toArray();
    Object values = array.values();
    NpyWriter writer = new NpyWriter(out, header(values, shape));
    if (values instanceof float[] floats) {
      writer.write(floats, 0, floats.length);
    } else if (values instanceof double[] doubles) {
      for (double value : doubles) {
        writer.room(Double.BYTES).putDouble(value);
      }
    } else if (values instanceof int[] ints) {
      for (int value : ints) {
        writer.room(Integer.BYTES).putInt(value);
      }
    } else if (values instanceof long[] longs) {
      for (long value : longs) {
        writer.room(Long.BYTES).putLong(value);
      }
    } else {
      int length = longest((String[]) values);
      for (String text : (String[]) values) {
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < length; i++) {
          writer.room(Integer.BYTES).putInt(i < points.length ? points[i] : 0);
        }
      }
    }
    writer.flush();
  }

  private static NpyHeader header(Object values, int[] shape) {
    if (values instanceof String[] texts) {
      return NpyHeader.of(NpyElement.TEXT, longest(texts), shape);
    }
    NpyElement element =
        values instanceof float[]
            ? NpyElement.FLOAT32
            : values instanceof double[]
                ? NpyElement.FLOAT64
                : values instanceof int[] ? NpyElement.INT32 : NpyElement.INT64;
    return NpyHeader.of(element, 1, shape);
  }

  /** Gives the code points of the longest text, at least 1. */
  private static int longest(String[] texts) {
    int longest = 1;
    for (String text : texts) {
      longest = Math.max(longest, text.codePointCount(0, text.length()));
    }
    return longest;
  }

  /**
   * Writes further values.
   *
   * @throws IllegalArgumentException if they are more than the shape holds
   */
  public void write(float[] values, int from, int count) throws IOException {
    if (count > remaining) {
      throw new IllegalArgumentException(
          "Was " + count + " more values; expected at most " + remaining);
    }
    remaining -= count;
    for (int i = from; i < from + count; i++) {
      room(Float.BYTES).putFloat(values[i]);
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (chunk.remaining() < bytes) {
      flush();
    }
    return chunk;
  }

  private void flush() throws IOException {
    out.write(chunk.array(), 0, chunk.position());
    chunk.clear();
  }

  /**
   * Ends the array and closes the stream.
   *
   * @throws IllegalStateException if values are missing
   */
  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
    if (remaining > 0) {
      throw new IllegalStateException("Missing " + remaining + " values of an array");
    }
  }
}
