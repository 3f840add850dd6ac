package org.clipmill.models;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The inputs and outputs that an ONNX file declares. Read without an engine, in milliseconds
 * whatever the size of the file: what does not fit can be said before anything runs. DJL tells
 * names of inputs only, neither types nor outputs.
 *
 * <p>Field numbers are those of {@code onnx.proto3}.
 *
 * @param inputs in the order of the file, without those that have a value in it
 */
record OnnxSignature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int TENSOR_NAME = 8;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_TYPE = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_AXIS = 1;
  private static final int AXIS_LENGTH = 1;

  /**
   * Reads a file.
   *
   * @param size its bytes; {@code Long.MAX_VALUE} if that is not known
   * @throws IOException if it is cut short, or no ONNX file
   */
  static OnnxSignature read(InputStream in, long size) throws IOException {
    ProtoReader reader = new ProtoReader(in, size);
    OnnxSignature found = null;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == MODEL_GRAPH) {
        long outer = reader.enter();
        found = graph(reader);
        reader.leave(outer);
      } else {
        reader.skip();
      }
    }
    if (found == null || found.outputs.isEmpty()) {
      throw new IOException("it is no ONNX file: it holds no graph with outputs");
    }
    return found;
  }

  private static OnnxSignature graph(ProtoReader reader) throws IOException {
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    Set<String> valued = new HashSet<>();
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case GRAPH_INPUT -> inputs.add(value(reader));
        case GRAPH_OUTPUT -> outputs.add(value(reader));
        case GRAPH_INITIALIZER -> valued.add(tensorName(reader));
        default -> reader.skip();
      }
    }
    inputs.removeIf(input -> valued.contains(input.name()));
    return new OnnxSignature(List.copyOf(inputs), List.copyOf(outputs));
  }

  private static String tensorName(ProtoReader reader) throws IOException {
    long outer = reader.enter();
    String name = "";
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == TENSOR_NAME) {
        name = reader.text();
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return name;
  }

  private static TensorSpec value(ProtoReader reader) throws IOException {
    long outer = reader.enter();
    String name = "";
    TensorSpec type = new TensorSpec("", TensorType.OTHER, List.of());
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case VALUE_NAME -> name = reader.text();
        case VALUE_TYPE -> type = type(reader);
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new TensorSpec(name, type.type(), type.shape());
  }

  private static TensorSpec type(ProtoReader reader) throws IOException {
    long outer = reader.enter();
    TensorSpec tensor = new TensorSpec("", TensorType.OTHER, List.of());
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == TYPE_TENSOR) {
        tensor = tensor(reader);
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return tensor;
  }

  private static TensorSpec tensor(ProtoReader reader) throws IOException {
    long outer = reader.enter();
    TensorType type = TensorType.OTHER;
    List<Long> shape = new ArrayList<>();
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case TENSOR_TYPE -> type = TensorType.ofOnnx(reader.number());
        case TENSOR_SHAPE -> shape(reader, shape);
        default -> reader.skip();
      }
    }
    reader.leave(outer);
    return new TensorSpec("", type, List.copyOf(shape));
  }

  private static void shape(ProtoReader reader, List<Long> shape) throws IOException {
    long outer = reader.enter();
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == SHAPE_AXIS) {
        shape.add(axis(reader));
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
  }

  private static long axis(ProtoReader reader) throws IOException {
    long outer = reader.enter();
    long length = -1;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == AXIS_LENGTH) {
        length = reader.number();
      } else {
        reader.skip();
      }
    }
    reader.leave(outer);
    return length;
  }
}
