package org.clipmill.models;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds small ONNX files: protocol buffers by hand, after the field numbers of onnx.proto3. */
final class TinyGraph {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT8 = 3;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int FLOAT16 = 10;

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private byte[] graph = text(2, "tiny");

  /** Adds an operation with one output. */
  TinyGraph node(String operation, List<String> inputs, String output, byte[]... attributes) {
    byte[] node = new byte[0];
    for (String input : inputs) {
      node = join(node, text(1, input));
    }
    node = join(node, text(2, output), text(4, operation));
    for (byte[] attribute : attributes) {
      node = join(node, message(5, attribute));
    }
    graph = join(graph, message(1, node));
    return this;
  }

  static byte[] attribute(String name, int value) {
    return join(text(1, name), number(3, value), number(20, ATTRIBUTE_INT));
  }

  static byte[] attributes(String name, int... values) {
    byte[] attribute = join(text(1, name), number(20, ATTRIBUTE_INTS));
    for (int value : values) {
      attribute = join(attribute, number(8, value));
    }
    return attribute;
  }

  /** Adds an input; an axis of -1 has any length. */
  TinyGraph input(String name, int type, int... axes) {
    graph = join(graph, message(11, value(name, type, axes)));
    return this;
  }

  /** Adds an output; an axis of -1 has any length. */
  TinyGraph output(String name, int type, int... axes) {
    graph = join(graph, message(12, value(name, type, axes)));
    return this;
  }

  /** Adds a tensor with its values, little-endian. */
  TinyGraph tensor(String name, int type, byte[] content, int... axes) {
    byte[] shape = new byte[0];
    for (int axis : axes) {
      shape = join(shape, number(1, axis));
    }
    byte[] tensor = join(shape, number(2, type), text(8, name), message(9, content));
    graph = join(graph, message(5, tensor));
    return this;
  }

  TinyGraph floats(String name, float[] values, int... axes) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor(name, FLOAT, bytes.array(), axes);
  }

  byte[] bytes() {
    return join(number(1, IR_VERSION), message(7, graph), message(8, number(2, OPSET)));
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
