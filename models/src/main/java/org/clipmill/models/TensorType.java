package org.clipmill.models;

import java.util.Locale;

/** The types of tensors that models take and give, with their numbers in ONNX files. */
enum TensorType {
  FLOAT32(1),
  UINT8(2),
  INT8(3),
  INT32(6),
  INT64(7),
  BOOL(9),
  FLOAT16(10),
  FLOAT64(11),
  /** Any other: nothing here can fill or read it. */
  OTHER(0);

  private final int onnxNumber;

  TensorType(int onnxNumber) {
    this.onnxNumber = onnxNumber;
  }

  static TensorType ofOnnx(long number) {
    for (TensorType type : values()) {
      if (type.onnxNumber == number) {
        return type;
      }
    }
    return OTHER;
  }

  /** Tells whether it holds fractions that can become floats. */
  boolean isReal() {
    return this == FLOAT32 || this == FLOAT16;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
