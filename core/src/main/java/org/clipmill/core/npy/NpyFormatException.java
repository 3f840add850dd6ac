package org.clipmill.core.npy;

import java.io.IOException;

/** A file is not what NumPy writes, is cut off, or holds what is not supported here. */
public final class NpyFormatException extends IOException {
  NpyFormatException(String message) {
    super(message);
  }

  NpyFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
