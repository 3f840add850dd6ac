package org.clipmill.core.npy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads one {@code .npy} array from front to back, as a whole or bit by bit; holds no more than 64
 * KiB beside what it hands out. Not for two threads at once.
 *
 * <p>Understands versions 1 to 3 of the format, float16 to float64, integers up to 64 bits
 * (unsigned up to 32), truth values and texts, of either byte order, in C order and, up to two
 * axes, in Fortran order. A file is refused before memory is taken for values that it does not
 * hold.
 */
public final class NpyReader implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;

  /** The longest array of a JVM. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final String name;
  private final NpyHeader header;
  private final ByteBuffer chunk;
  private long remaining;

  private NpyReader(InputStream in, String name, NpyHeader header) {
    this.in = in;
    this.name = name;
    this.header = header;
    chunk = ByteBuffer.allocate(Math.max(CHUNK_BYTES, header.elementBytes())).order(header.order());
    remaining = header.count();
  }

  /**
   * Opens a file.
   *
   * @throws NpyFormatException if it is no such array, or shorter or longer than its header says
   */
  public static NpyReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      return of(in, Files.size(file), file.toString());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads the header of an array in a stream, which this reader closes when it is closed.
   *
   * @param bytes length of the whole stream
   * @param name what to call it in messages
   * @throws NpyFormatException as {@link #open}
   */
  public static NpyReader of(InputStream in, long bytes, String name) throws IOException {
    return new NpyReader(in, name, NpyHeader.read(in, bytes, name));
  }

  /** Gives the length of every axis. */
  public List<Integer> shape() {
    return header.shape();
  }

  /** Says whether the values are texts. */
  public boolean isText() {
    return header.element() == NpyElement.TEXT;
  }

  /** Says whether the last axis runs fastest; only then can the array be read bit by bit. */
  public boolean isRowByRow() {
    return header.isRowByRow();
  }

  /**
   * Reads further numbers, rounded to float32.
   *
   * @return how many were read: less than asked for only at the end
   * @throws NpyFormatException if the values are texts, do not lie row by row, or the stream ends
   *     early
   */
  public int read(float[] into, int from, int count) throws IOException {
    if (isText() || !isRowByRow()) {
      throw new NpyFormatException(
          "Cannot read %s bit by bit: saw values of type %s, %s; expected numbers row by row"
              .formatted(
                  name, header.element().code(), isRowByRow() ? "in C order" : "in Fortran order"));
    }
    return readNumbers(into, from, count);
  }

  private int readNumbers(float[] into, int from, int count) throws IOException {
    int reading = (int) Math.min(count, remaining);
    for (int done = 0; done < reading; ) {
      int now = fill(reading - done);
      if (header.element() == NpyElement.FLOAT32) {
        chunk.asFloatBuffer().get(into, from + done, now);
      } else {
        for (int i = 0; i < now; i++) {
          into[from + done + i] = nextFloat();
        }
      }
      done += now;
    }
    return reading;
  }

  private float nextFloat() {
    return switch (header.element()) {
      case FLOAT16 -> HalfFloat.value(chunk.getShort());
      case FLOAT32 -> chunk.getFloat();
      case FLOAT64 -> (float) chunk.getDouble();
      case INT64, UINT32 -> (float) nextLong();
      default -> (float) nextInt();
    };
  }

  private long nextLong() {
    return header.element() == NpyElement.INT64
        ? chunk.getLong()
        : Integer.toUnsignedLong(chunk.getInt());
  }

  private int nextInt() {
    return switch (header.element()) {
      case INT8 -> chunk.get();
      case BOOL, UINT8 -> Byte.toUnsignedInt(chunk.get());
      case INT16 -> chunk.getShort();
      case UINT16 -> Short.toUnsignedInt(chunk.getShort());
      default -> chunk.getInt();
    };
  }

  /**
   * Reads all values that remain, and brings them into C order.
   *
   * @throws NpyFormatException if they are more than a Java array holds, or the stream ends early
   */
  public NpyArray readAll() throws IOException {
    if (remaining > MOST_VALUES) {
      throw new NpyFormatException(
          "Cannot read %s at once: saw %d values, expected at most %d"
              .formatted(name, remaining, MOST_VALUES));
    }
    int count = (int) remaining;
    Object values =
        switch (header.element()) {
          case FLOAT16, FLOAT32 -> readFloats(count);
          case FLOAT64 -> readDoubles(count);
          case INT64, UINT32 -> readLongs(count);
          case BOOL, INT8, UINT8, INT16, UINT16, INT32 -> readInts(count);
          case TEXT -> readTexts(count);
        };
    NpyArray array = new NpyArray(values, count, header.shape());
    return isRowByRow() ? array : array.fromColumns();
  }

  private float[] readFloats(int count) throws IOException {
    float[] values = new float[count];
    readNumbers(values, 0, count);
    return values;
  }

  private double[] readDoubles(int count) throws IOException {
    double[] values = new double[count];
    for (int done = 0; done < count; ) {
      int now = fill(count - done);
      chunk.asDoubleBuffer().get(values, done, now);
      done += now;
    }
    return values;
  }

  private long[] readLongs(int count) throws IOException {
    long[] values = new long[count];
    for (int done = 0; done < count; ) {
      for (int end = done + fill(count - done); done < end; done++) {
        values[done] = nextLong();
      }
    }
    return values;
  }

  private int[] readInts(int count) throws IOException {
    int[] values = new int[count];
    for (int done = 0; done < count; ) {
      for (int end = done + fill(count - done); done < end; done++) {
        values[done] = nextInt();
      }
    }
    return values;
  }

  private String[] readTexts(int count) throws IOException {
    String[] texts = new String[count];
    int[] points = new int[header.textLength()];
    for (int done = 0; done < count; ) {
      for (int end = done + fill(count - done); done < end; done++) {
        int length = 0;
        for (int i = 0; i < points.length; i++) {
          points[i] = chunk.getInt();
          if (!Character.isValidCodePoint(points[i])) {
            throw new NpyFormatException(
                "Cannot read " + name + ": text " + done + " holds no characters");
          }
          length = points[i] == 0 ? length : i + 1;
        }
        texts[done] = new String(points, 0, length);
      }
    }
    return texts;
  }

  /** Fills the chunk with at most so many values and gives how many there are. */
  private int fill(int wanted) throws IOException {
    int bytes = header.elementBytes();
    if (bytes == 0) {
      remaining -= wanted;
      return wanted;
    }
    int values = Math.min(wanted, chunk.capacity() / bytes);
    int read = readBytes(values * bytes);
    if (read < values * bytes) {
      throw new NpyFormatException(
          "Cannot read " + name + ": it ends " + remaining + " values too early");
    }
    remaining -= values;
    chunk.position(0).limit(read);
    return values;
  }

  private int readBytes(int count) throws IOException {
    try {
      return in.readNBytes(chunk.array(), 0, count);
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException("Cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
