package org.clipmill.models;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes ONNX files of one node that hands its input through: protocol buffers by hand, after the
 * field numbers of onnx.proto3.
 */
final class TinyOnnx {
  private static final int FLOAT = 1;
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

  private static byte[] value(String name, int[] axes) {
    byte[] shape = new byte[0];
    for (int i = 0; i < axes.length; i++) {
      byte[] axis = axes[i] < 0 ? text(2, "axis" + i) : number(1, axes[i]);
      shape = join(shape, message(1, axis));
    }
    byte[] tensor = join(number(1, FLOAT), message(2, shape));
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
