package org.clipmill.models;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.clipmill.core.frame.RgbFrame;

/**
 * Native memory for one batch of frames, used over and over. Direct buffers go away only when the
 * garbage collector runs; so tasks hand them on. Holds float32 or float16, red, green and blue
 * plane after plane. Not for two threads at once.
 */
final class PixelBuffer {
  private final PixelValues values;
  private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
  private float[] floatPlanes = new float[0];
  private short[] halfPlanes = new short[0];

  PixelBuffer(PixelValues values) {
    this.values = values;
  }

  /**
   * Fills the buffer with frames of one size and gives it, ready to be read. It is overwritten by
   * the next call.
   *
   * @param frames at least one
   */
  Buffer filled(Iterable<RgbFrame> frames, int count, int pixels) {
    int perFrame = Math.multiplyExact(RgbFrame.CHANNELS, pixels);
    reserved(Math.multiplyExact(Math.multiplyExact(perFrame, count), values.bytes()));
    return values.isHalf() ? halves(frames, perFrame) : floats(frames, perFrame);
  }

  /** Gives the memory itself, from 0 to a number of bytes, with whatever it holds. */
  ByteBuffer reserved(int needed) {
    if (bytes.capacity() < needed) {
      bytes = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }
    return bytes.clear().limit(needed);
  }

  private Buffer floats(Iterable<RgbFrame> frames, int perFrame) {
    if (floatPlanes.length != perFrame) {
      floatPlanes = new float[perFrame];
    }
    var target = bytes.asFloatBuffer();
    for (RgbFrame frame : frames) {
      values.split(frame.bytes(), floatPlanes);
      target.put(floatPlanes);
    }
    return target.flip();
  }

  /** Gives the bytes themselves: the engine takes float16 in no other way. */
  private Buffer halves(Iterable<RgbFrame> frames, int perFrame) {
    if (halfPlanes.length != perFrame) {
      halfPlanes = new short[perFrame];
    }
    var target = bytes.asShortBuffer();
    for (RgbFrame frame : frames) {
      values.split(frame.bytes(), halfPlanes);
      target.put(halfPlanes);
    }
    return bytes;
  }
}
