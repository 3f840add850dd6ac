package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.jspecify.annotations.Nullable;

/** Brings token ids, mask and segments into the tensors that a network names. */
final class TokenTensors {
  private TokenTensors() {}

  /**
   * Adds what the network asks for to its inputs.
   *
   * @param rows how many times the text stands below itself
   */
  static void add(NDList inputs, NDManager manager, Binding binding, Tokens tokens, int rows) {
    add(inputs, manager, binding.ids(), tokens.ids(), rows);
    add(inputs, manager, binding.mask(), tokens.mask(), rows);
    add(inputs, manager, binding.segments(), new long[tokens.length()], rows);
  }

  private static void add(
      NDList inputs, NDManager manager, @Nullable TensorSpec spec, long[] row, int rows) {
    if (spec == null) {
      return;
    }
    Shape shape = new Shape(rows, row.length);
    NDArray array;
    if (spec.type() == TensorType.INT32) {
      IntBuffer values = IntBuffer.allocate(rows * row.length);
      for (int i = 0; i < rows * row.length; i++) {
        values.put((int) row[i % row.length]);
      }
      array = manager.create(values.flip(), shape, DataType.INT32);
    } else {
      LongBuffer values = LongBuffer.allocate(rows * row.length);
      for (int i = 0; i < rows; i++) {
        values.put(row);
      }
      array = manager.create(values.flip(), shape, DataType.INT64);
    }
    array.setName(spec.name());
    inputs.add(array);
  }
}
