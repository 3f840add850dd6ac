package org.clipmill.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.RgbFrame;

/** Writes single frames as picture files. */
public final class PictureFile {
  /** How a frame is coded. */
  public enum Coding {
    /** JPEG of quality 95: small, nearly the same. */
    JPEG(".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 95),
    /** PNG: exactly the same. */
    PNG(".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6);

    private final String ending;
    private final int setting;
    private final int value;

    Coding(String ending, int setting, int value) {
      this.ending = ending;
      this.setting = setting;
      this.value = value;
    }

    /** Gives the ending of its files, with the dot. */
    public String ending() {
      return ending;
    }
  }

  static {
    OpenCv.load();
  }

  private PictureFile() {}

  /**
   * Writes a frame.
   *
   * @throws ClipException {@code ENCODE_FAILED} if it is too large for the coding, {@code STORAGE}
   *     if the file cannot be written
   */
  public static void write(Path file, RgbFrame frame, Coding coding) {
    try {
      Files.write(file, encoded(frame, coding));
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot write " + file + ": " + e, e);
    }
  }

  private static byte[] encoded(RgbFrame frame, Coding coding) {
    int length = RgbFrame.CHANNELS * frame.width() * frame.height();
    try (Mat pixels = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC3);
        IntPointer settings = new IntPointer(coding.setting, coding.value);
        BytePointer file = new BytePointer()) {
      pixels.<ByteBuffer>createBuffer().put(frame.bytes(), 0, length);
      opencv_imgproc.cvtColor(pixels, pixels, opencv_imgproc.COLOR_RGB2BGR);
      if (!opencv_imgcodecs.imencode(coding.ending, pixels, file, settings)) {
        throw new ClipException(
            ClipError.ENCODE_FAILED,
            "Cannot write a frame of %dx%d as %s".formatted(frame.width(), frame.height(), coding));
      }
      byte[] bytes = new byte[(int) file.limit()];
      file.get(bytes);
      return bytes;
    }
  }
}
