package org.clipmill.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** How far a stored picture must be turned clockwise to stand upright. */
public enum Rotation {
  /** Upright as it is. */
  NONE(0),
  /** A quarter clockwise. */
  RIGHT(90),
  /** Upside down. */
  HALF(180),
  /** A quarter counterclockwise. */
  LEFT(270);

  private static final int QUARTER_DEGREES = 90;
  private static final int MATRIX_BYTES = 9 * Integer.BYTES;
  private static final Rotation[] QUARTERS = values();

  private final int degrees;

  Rotation(int degrees) {
    this.degrees = degrees;
  }

  /** Gives what the display matrix of a stream asks for, to the nearest quarter; flips are not. */
  static Rotation of(AVStream stream) {
    AVCodecParameters parameters = stream.codecpar();
    AVPacketSideData matrix =
        avcodec.av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            avcodec.AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull()) {
      return NONE;
    }
    double counterclockwise = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
    if (Double.isNaN(counterclockwise)) {
      return NONE;
    }
    long quarters = Math.round(-counterclockwise / QUARTER_DEGREES);
    return QUARTERS[Math.floorMod(quarters, QUARTERS.length)];
  }

  /** Writes a display matrix that asks for this into a stream whose file has not started. */
  static void tag(AVStream stream, Rotation rotation) {
    if (rotation == NONE) {
      return;
    }
    AVCodecParameters parameters = stream.codecpar();
    try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1)) {
      list.put(0, parameters.coded_side_data());
      count.put(parameters.nb_coded_side_data());
      AVPacketSideData matrix =
          avcodec.av_packet_side_data_new(
              list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
      IntPointer cells = new IntPointer(matrix.data());
      avutil.av_display_rotation_set(cells, rotation.degrees());
      parameters.coded_side_data(list.get(AVPacketSideData.class, 0));
      parameters.nb_coded_side_data(count.get());
    }
  }

  /** Gives the angle clockwise: 0, 90, 180 or 270. */
  public int degrees() {
    return degrees;
  }

  /** Tells whether width and height change places. */
  boolean isQuarter() {
    return this == RIGHT || this == LEFT;
  }

  /**
   * Turns one plane of a picture.
   *
   * @param from the rows of the stored picture
   * @param to the rows of the upright one; must not share memory with {@code from}
   */
  void turn(Plane from, Plane to) {
    int pixel = from.pixelBytes();
    int lastRow = (from.height() - 1) * from.stride();
    int lastColumn = (from.width() - 1) * pixel;
    int start =
        (this == RIGHT || this == HALF ? lastRow : 0)
            + (this == LEFT || this == HALF ? lastColumn : 0);
    int right = isQuarter() ? from.stride() : pixel;
    int down = isQuarter() ? pixel : from.stride();
    right = this == RIGHT || this == HALF ? -right : right;
    down = this == LEFT || this == HALF ? -down : down;
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int source = start + y * down + x * right;
        int target = y * to.stride() + x * pixel;
        for (int channel = 0; channel < pixel; channel++) {
          to.bytes().put(target + channel, from.bytes().get(source + channel));
        }
      }
    }
  }

  /**
   * One plane of a picture, row by row.
   *
   * @param stride bytes from one row to the next
   * @param pixelBytes bytes of one pixel, side by side
   */
  record Plane(ByteBuffer bytes, int stride, int width, int height, int pixelBytes) {}
}
