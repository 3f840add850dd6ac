package org.clipmill.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A NumPy file, version 1.0: little-endian float32 in C order. */
public final class NpyArray {
  private static final int HEADER_LENGTH_AT = 8;
  private static final int HEADER_AT = 10;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  private final List<Integer> shape;
  private final float[] values;

  private NpyArray(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Gives the lengths of the dimensions. */
  public List<Integer> shape() {
    return shape;
  }

  /** Gives all values, the last dimension running fastest; not a copy. */
  public float[] values() {
    return values;
  }

  /** Reads a file of this kind and no other. */
  public static NpyArray read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = Short.toUnsignedInt(buffer.getShort(HEADER_LENGTH_AT));
      String header = new String(bytes, HEADER_AT, headerLength, StandardCharsets.US_ASCII);
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("Cannot read " + file + ": header is " + header);
      }
      List<Integer> shape =
          Arrays.stream(matcher.group(1).split(",\\s*")).map(Integer::valueOf).toList();
      float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
      buffer.position(HEADER_AT + headerLength);
      buffer.asFloatBuffer().get(values);
      return new NpyArray(shape, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
