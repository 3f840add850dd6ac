package org.clipmill.models;

import ai.onnxruntime.platform.Fp16Conversions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes ONNX files of one node or two: protocol buffers by hand, after the field numbers of
 * onnx.proto3.
 */
final class TinyOnnx {
  /** What a model holds and takes. */
  enum Kind {
    FLOAT32,
    FLOAT16,
    /** Weights of 8 bits with a scale; input and output are float32. */
    INT8
  }

  private static final int FLOAT = 1;
  private static final int INT8 = 3;
  private static final int FLOAT16 = 10;
  private static final int COLUMNS = 64;
  private static final int ROWS = 8;
  private static final float SCALE = 0.125f;
  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  private TinyOnnx() {}

  /**
   * Gives a model that returns its input.
   *
   * @param axes the lengths of the axes; -1 is any
   */
  static byte[] identity(String input, String output, int... axes) {
    byte[] node = join(text(1, input), text(2, output), text(4, "Identity"));
    byte[] graph =
        join(
            message(1, node),
            text(2, "identity"),
            message(11, value(input, axes)),
            message(12, value(output, axes)));
    return join(number(1, IR_VERSION), message(7, graph), message(8, number(2, OPSET)));
  }

  /**
   * Gives a model that multiplies each row of its input, {@code [batch][3][any][64]}, with the
   * matrix of {@link #weight}: {@code moments [batch][3][any][8]}.
   *
   * @param kind what weights, input and output are
   */
  static byte[] projection(Kind kind) {
    int type = kind == Kind.FLOAT16 ? FLOAT16 : FLOAT;
    byte[] multiply = join(text(1, "pixels"), text(1, "w"), text(2, "moments"), text(4, "MatMul"));
    byte[] dequantise =
        join(text(1, "q"), text(1, "scale"), text(2, "w"), text(4, "DequantizeLinear"));
    byte[] nodes =
        kind == Kind.INT8
            ? join(message(1, dequantise), message(1, multiply))
            : message(1, multiply);
    byte[] values =
        kind == Kind.INT8
            ? join(
                message(5, tensor("q", INT8, weights(kind), COLUMNS, ROWS)),
                message(5, tensor("scale", FLOAT, little(Float.floatToIntBits(SCALE), 4))))
            : message(5, tensor("w", type, weights(kind), COLUMNS, ROWS));
    byte[] graph =
        join(
            nodes,
            text(2, "projection"),
            values,
            message(11, value("pixels", type, -1, 3, -1, -1)),
            message(12, value("moments", type, -1, 3, -1, ROWS)));
    return join(number(1, IR_VERSION), message(7, graph), message(8, number(2, OPSET)));
  }

  /** Gives what column {@code x} of a row counts for value {@code i}: a small multiple of 1/8. */
  static float weight(int x, int i) {
    return ((x * 5 + i * 3) % 15 - 7) * SCALE;
  }

  private static byte[] weights(Kind kind) {
    byte[] all = new byte[0];
    for (int x = 0; x < COLUMNS; x++) {
      for (int i = 0; i < ROWS; i++) {
        float weight = weight(x, i);
        all =
            join(
                all,
                switch (kind) {
                  case FLOAT32 -> little(Float.floatToIntBits(weight), 4);
                  case FLOAT16 -> little(Fp16Conversions.floatToFp16(weight), 2);
                  case INT8 -> little(Math.round(weight / SCALE), 1);
                });
      }
    }
    return all;
  }

  private static byte[] little(int bits, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = (byte) (bits >> (8 * i));
    }
    return all;
  }

  private static byte[] tensor(String name, int type, byte[] content, int... axes) {
    byte[] shape = new byte[0];
    for (int axis : axes) {
      shape = join(shape, number(1, axis));
    }
    return join(shape, number(2, type), text(8, name), message(9, content));
  }

  private static byte[] value(String name, int[] axes) {
    return value(name, FLOAT, axes);
  }

  private static byte[] value(String name, int type, int... axes) {
    byte[] shape = new byte[0];
    for (int i = 0; i < axes.length; i++) {
      byte[] axis = axes[i] < 0 ? text(2, "axis" + i) : number(1, axes[i]);
      shape = join(shape, message(1, axis));
    }
    byte[] tensor = join(number(1, type), message(2, shape));
    return join(text(1, name), message(2, message(1, tensor)));
  }

  private static byte[] number(int field, int value) {
    return join(varint(field << 3), varint(value));
  }

  private static byte[] text(int field, String text) {
    return message(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    return join(varint((field << 3) | 2), varint(content.length), content);
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    while (rest > 0x7F) {
      bytes.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
