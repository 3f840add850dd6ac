package org.clipmill.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.Rotation.Plane;
import org.jspecify.annotations.Nullable;

/** Turns decoded pictures of a video into colour frames that stand upright, all of one size. */
final class UprightRgb implements NativeResource {
  private final Rotation rotation;
  private final int width;
  private final int height;
  private final RgbFrame rgb;
  private @Nullable PictureConverter converter;

  /** Takes the size of the first picture; later ones are scaled to it. */
  UprightRgb(AVFrame first, Rotation rotation) {
    this.rotation = rotation;
    width = rotation.isQuarter() ? first.height() : first.width();
    height = rotation.isQuarter() ? first.width() : first.height();
    rgb = new RgbFrame(width, height, new byte[RgbFrame.CHANNELS * width * height]);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Gives a picture converted; its bytes are overwritten by the next call. */
  RgbFrame of(AVFrame picture) {
    AVFrame converted = converter().convert(picture);
    int stride = converted.linesize(0);
    ByteBuffer rows = converted.data(0).capacity((long) stride * converted.height()).asByteBuffer();
    if (rotation == Rotation.NONE) {
      int rowBytes = RgbFrame.CHANNELS * width;
      for (int y = 0; y < height; y++) {
        rows.get(y * stride, rgb.bytes(), y * rowBytes, rowBytes);
      }
    } else {
      int channels = RgbFrame.CHANNELS;
      rotation.turn(
          new Plane(rows, stride, converted.width(), converted.height(), channels),
          new Plane(ByteBuffer.wrap(rgb.bytes()), channels * width, width, height, channels));
    }
    return rgb;
  }

  private PictureConverter converter() {
    PictureConverter ready = converter;
    if (ready == null) {
      int storedWidth = rotation.isQuarter() ? height : width;
      int storedHeight = rotation.isQuarter() ? width : height;
      ready = new PictureConverter(avutil.AV_PIX_FMT_RGB24, storedWidth, storedHeight);
      converter = ready;
    }
    return ready;
  }

  @Override
  public void close() {
    if (converter != null) {
      converter.close();
    }
  }
}
