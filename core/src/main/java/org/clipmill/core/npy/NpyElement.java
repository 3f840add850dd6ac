package org.clipmill.core.npy;

import java.util.Optional;

/** How one value of an array lies in a file. */
enum NpyElement {
  /** Of half precision; becomes float32. */
  FLOAT16("f2", Short.BYTES),
  FLOAT32("f4", Float.BYTES),
  FLOAT64("f8", Double.BYTES),
  BOOL("b1", Byte.BYTES),
  INT8("i1", Byte.BYTES),
  UINT8("u1", Byte.BYTES),
  INT16("i2", Short.BYTES),
  UINT16("u2", Short.BYTES),
  INT32("i4", Integer.BYTES),
  UINT32("u4", Integer.BYTES),
  INT64("i8", Long.BYTES),
  /** Text of a fixed number of code points, four bytes each, padded with zeros. */
  TEXT("U", Integer.BYTES);

  private final String code;
  private final int bytes;

  NpyElement(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Gives NumPy's name of the kind and its size, without byte order. */
  String code() {
    return code;
  }

  /** Gives the bytes of one value; of one code point for text. */
  int bytes() {
    return bytes;
  }

  /** Finds the element that NumPy names so; text only by its letter. */
  static Optional<NpyElement> ofCode(String code) {
    for (NpyElement element : values()) {
      if (element.code.equals(code)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
