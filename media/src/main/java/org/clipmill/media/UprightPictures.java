package org.clipmill.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.media.Rotation.Plane;
import org.jspecify.annotations.Nullable;

/**
 * Makes decoded pictures fit for an encoder: {@code yuv420p}, upright, of even width and height,
 * all of the size of the first one.
 *
 * <p>Colours keep their matrix and range. Pictures that fit already are handed on, not copied. Of
 * an odd side the last column or row is left out, since a colour covers two by two pixels.
 */
final class UprightPictures implements NativeResource {
  private static final int PLANES = 3;

  private final Rotation rotation;
  private final int storedWidth;
  private final int storedHeight;
  private final AVFrame handed = avutil.av_frame_alloc();
  private @Nullable PictureConverter converter;
  private @Nullable AVFrame turned;

  UprightPictures(AVFrame first, Rotation rotation) {
    this.rotation = rotation;
    storedWidth = first.width();
    storedHeight = first.height();
  }

  /** Gives a picture made fit; the next call overwrites it. */
  AVFrame of(AVFrame decoded) {
    AVFrame flat = fits(decoded) ? decoded : converted(decoded);
    AVFrame upright = rotation == Rotation.NONE ? flat : turned(flat);
    avutil.av_frame_unref(handed);
    Ffmpeg.check(avutil.av_frame_ref(handed, upright), ClipError.ENCODE_FAILED, "hold a picture");
    handed.format(avutil.AV_PIX_FMT_YUV420P);
    handed.width(upright.width() & ~1).height(upright.height() & ~1);
    if (decoded.format() == avutil.AV_PIX_FMT_YUVJ420P) {
      handed.color_range(avutil.AVCOL_RANGE_JPEG);
    }
    return handed;
  }

  private boolean fits(AVFrame decoded) {
    int format = decoded.format();
    return (format == avutil.AV_PIX_FMT_YUV420P || format == avutil.AV_PIX_FMT_YUVJ420P)
        && decoded.width() == storedWidth
        && decoded.height() == storedHeight;
  }

  private AVFrame converted(AVFrame decoded) {
    PictureConverter ready = converter;
    if (ready == null) {
      ready = new PictureConverter(avutil.AV_PIX_FMT_YUV420P, storedWidth, storedHeight);
      converter = ready;
    }
    AVFrame target = ready.converted();
    boolean hasMatrix = decoded.colorspace() != avutil.AVCOL_SPC_RGB;
    target.colorspace(hasMatrix ? decoded.colorspace() : avutil.AVCOL_SPC_SMPTE170M);
    target.color_range(hasMatrix ? decoded.color_range() : avutil.AVCOL_RANGE_MPEG);
    target.color_primaries(decoded.color_primaries()).color_trc(decoded.color_trc());
    target.sample_aspect_ratio(decoded.sample_aspect_ratio());
    return ready.convert(decoded);
  }

  private AVFrame turned(AVFrame flat) {
    AVFrame target = turned == null ? allocateTurned(flat) : turned;
    turned = target;
    // An encoder that looks ahead may still hold the picture before.
    Ffmpeg.check(
        avutil.av_frame_make_writable(target), ClipError.ENCODE_FAILED, "hold a turned picture");
    for (int plane = 0; plane < PLANES; plane++) {
      rotation.turn(plane(flat, plane), plane(target, plane));
    }
    return target;
  }

  private AVFrame allocateTurned(AVFrame flat) {
    AVFrame target = avutil.av_frame_alloc();
    target.format(avutil.AV_PIX_FMT_YUV420P);
    target.width(rotation.isQuarter() ? storedHeight : storedWidth);
    target.height(rotation.isQuarter() ? storedWidth : storedHeight);
    int allocated = avutil.av_frame_get_buffer(target, 0);
    avutil.av_frame_copy_props(target, flat);
    AVRational shape = flat.sample_aspect_ratio();
    if (rotation.isQuarter() && shape.num() > 0) {
      target.sample_aspect_ratio(avutil.av_make_q(shape.den(), shape.num()));
    }
    if (allocated < 0) {
      avutil.av_frame_free(target);
    }
    Ffmpeg.check(allocated, ClipError.ENCODE_FAILED, "hold a turned picture");
    return target;
  }

  private static Plane plane(AVFrame picture, int plane) {
    boolean isColour = plane > 0;
    int width = isColour ? (picture.width() + 1) / 2 : picture.width();
    int height = isColour ? (picture.height() + 1) / 2 : picture.height();
    int stride = picture.linesize(plane);
    ByteBuffer rows = picture.data(plane).capacity((long) stride * height).asByteBuffer();
    return new Plane(rows, stride, width, height, 1);
  }

  @Override
  public void close() {
    avutil.av_frame_free(handed);
    if (turned != null) {
      avutil.av_frame_free(turned);
    }
    if (converter != null) {
      converter.close();
    }
  }
}
