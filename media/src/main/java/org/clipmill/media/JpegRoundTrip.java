package org.clipmill.media;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.FrameTransform;
import org.clipmill.core.frame.RgbFrame;

/**
 * What becomes of a frame that is stored as JPEG of quality 95 and read back, as filtrain does
 * between sampling and measuring ({@code cv2.imwrite}, then {@code PIL.Image.open}).
 */
public final class JpegRoundTrip implements FrameTransform, AutoCloseable {
  /** OpenCV's default, which filtrain leaves as it is. */
  private static final int QUALITY = 95;

  /** What the codec takes. */
  private static final int MOST_PIXELS_A_SIDE = 65_500;

  static {
    OpenCv.load();
  }

  private final IntPointer settings =
      new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
  private final Mat pixels = new Mat();

  /**
   * Gives the picture that comes back, in bytes of its own.
   *
   * @throws ClipException {@code DECODE_FAILED} if the codec refuses the picture (sides over
   *     65,500)
   */
  @Override
  public RgbFrame apply(RgbFrame frame) {
    try (BytePointer jpeg = encode(frame)) {
      return decode(jpeg, frame);
    }
  }

  /** Gives the bytes of a JPEG file. */
  BytePointer encode(RgbFrame frame) {
    if (Math.max(frame.width(), frame.height()) > MOST_PIXELS_A_SIDE) {
      throw refused(frame);
    }
    pixels.create(frame.height(), frame.width(), opencv_core.CV_8UC3);
    pixels.<ByteBuffer>createBuffer().put(frame.bytes(), 0, length(frame));
    opencv_imgproc.cvtColor(pixels, pixels, opencv_imgproc.COLOR_RGB2BGR);
    BytePointer jpeg = new BytePointer();
    if (!opencv_imgcodecs.imencode(".jpg", pixels, jpeg, settings)) {
      jpeg.close();
      throw refused(frame);
    }
    return jpeg;
  }

  private static RgbFrame decode(BytePointer jpeg, RgbFrame original) {
    try (Mat file = new Mat(jpeg, false);
        Mat decoded = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
      if (decoded.cols() != original.width() || decoded.rows() != original.height()) {
        throw refused(original);
      }
      byte[] bytes = new byte[length(original)];
      decoded.<ByteBuffer>createBuffer().get(bytes);
      return new RgbFrame(original.width(), original.height(), bytes);
    }
  }

  private static int length(RgbFrame frame) {
    return RgbFrame.CHANNELS * frame.width() * frame.height();
  }

  private static ClipException refused(RgbFrame frame) {
    return new ClipException(
        ClipError.DECODE_FAILED,
        "Cannot pass a frame of %dx%d through JPEG: expected sides of at most %d"
            .formatted(frame.width(), frame.height(), MOST_PIXELS_A_SIDE));
  }

  @Override
  public void close() {
    settings.close();
    pixels.close();
  }
}
