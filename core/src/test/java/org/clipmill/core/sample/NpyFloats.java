package org.clipmill.core.sample;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden array: NumPy's file format, version 1.0, little-endian float32 in C order. */
public final class NpyFloats {
  private static final Pattern SHAPE = Pattern.compile("'<f4'.*False.*\\(([^)]*)\\)");

  private final int[] shape;
  private final float[] values;

  private NpyFloats(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Reads an array to its end; closes nothing. */
  public static NpyFloats read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    in.skipNBytes(8);
    int headerBytes = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    String header = new String(in.readNBytes(headerBytes), StandardCharsets.US_ASCII);
    Matcher matcher = SHAPE.matcher(header);
    if (!matcher.find()) {
      throw new IOException("Cannot read array: saw " + header + ", expected '<f4' in C order");
    }
    int[] shape =
        Pattern.compile("\\d+")
            .matcher(matcher.group(1))
            .results()
            .mapToInt(axis -> Integer.parseInt(axis.group()))
            .toArray();
    ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return new NpyFloats(shape, values);
  }

  /** Gives the length of every axis. */
  public int[] shape() {
    return shape;
  }

  /** Gives all values, the last axis fastest. */
  public float[] values() {
    return values;
  }
}
