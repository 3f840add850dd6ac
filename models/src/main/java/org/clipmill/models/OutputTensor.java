package org.clipmill.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tensor that came out of a network, as floats on the heap. */
final class OutputTensor {
  private final String name;
  private final long[] shape;
  private final float[] values;

  private OutputTensor(String name, long[] shape, float[] values) {
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Takes an output by its name, or the only one of a network without names.
   *
   * @throws IllegalStateException if there is none of that name, or it holds no numbers
   */
  static OutputTensor named(NDList list, String name) {
    List<String> seen = new ArrayList<>();
    if (name.equals(TorchScript.NAMELESS) && list.size() == 1) {
      NDArray only = list.get(0);
      return new OutputTensor(name, only.getShape().getShape(), floats(only, name));
    }
    for (NDArray array : list) {
      if (name.equals(array.getName())) {
        return new OutputTensor(name, array.getShape().getShape(), floats(array, name));
      }
      seen.add(array.getName());
    }
    throw new IllegalStateException("saw outputs " + seen + ", expected one called " + name);
  }

  private static float[] floats(NDArray array, String name) {
    if (array.getDataType() == DataType.FLOAT32) {
      return array.toFloatArray();
    }
    if (array.getDataType() == DataType.FLOAT16) {
      var halves = array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asShortBuffer();
      FloatBuffer wide = Fp16Conversions.convertFp16BufferToFloatBuffer(halves);
      float[] floats = new float[wide.remaining()];
      wide.get(floats);
      return floats;
    }
    throw new IllegalStateException(
        "saw output " + name + " of type " + array.getDataType() + ", expected floats");
  }

  int rank() {
    return shape.length;
  }

  /** Gives the length of an axis. */
  int axis(int axis) {
    return Math.toIntExact(shape[axis]);
  }

  /** Gives all values; not a copy. */
  float[] values() {
    return values;
  }

  /** Gives the values of one entry of the first axis, in an array of its own. */
  float[] row(int row) {
    int length = values.length / axis(0);
    return axis(0) == 1 ? values : Arrays.copyOfRange(values, row * length, (row + 1) * length);
  }

  /** Says that the tensor is not what was expected. */
  IllegalStateException unexpected(String expected) {
    return new IllegalStateException("saw " + this + ", expected " + expected);
  }

  @Override
  public String toString() {
    return "output " + name + " of shape " + Arrays.toString(shape);
  }
}
