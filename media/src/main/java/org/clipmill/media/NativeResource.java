package org.clipmill.media;

/** Something with native memory, which the garbage collector does not free. */
interface NativeResource extends AutoCloseable {
  @Override
  void close();
}
