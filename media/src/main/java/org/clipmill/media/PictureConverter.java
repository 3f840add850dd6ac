package org.clipmill.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.clipmill.core.clip.ClipError;

/**
 * Brings pictures of any kind and size to one kind and size, into one frame that is used again.
 *
 * <p>FFmpeg's default bicubic scaler, without its slow exact rounding: OpenCV and FFmpeg's own
 * programs convert so too. The colour matrix and range are those that the picture states, else
 * ITU-R BT.601 and the limited range.
 */
final class PictureConverter implements NativeResource {
  private final SwsContext scaler;
  private final AVFrame converted;

  /**
   * @param pixelFormat one of FFmpeg's {@code AV_PIX_FMT_}
   */
  PictureConverter(int pixelFormat, int width, int height) {
    Ffmpeg.load();
    converted = avutil.av_frame_alloc();
    converted.format(pixelFormat).width(width).height(height);
    scaler = swscale.sws_alloc_context();
    scaler.flags(swscale.SWS_BICUBIC);
    int allocated = avutil.av_frame_get_buffer(converted, 0);
    if (allocated < 0) {
      close();
    }
    Ffmpeg.check(allocated, ClipError.DECODE_FAILED, "hold a picture of " + width + "x" + height);
  }

  /** Gives the picture converted; the next call overwrites it. */
  AVFrame convert(AVFrame picture) {
    // An encoder that looks ahead may still hold the picture before.
    Ffmpeg.check(
        avutil.av_frame_make_writable(converted), ClipError.DECODE_FAILED, "hold a picture");
    int scaled = swscale.sws_scale_frame(scaler, converted, picture);
    Ffmpeg.check(
        scaled,
        ClipError.DECODE_FAILED,
        "convert a picture of " + picture.width() + "x" + picture.height());
    return converted;
  }

  /** Gives the frame that {@link #convert} fills, to set what it should state of its colours. */
  AVFrame converted() {
    return converted;
  }

  @Override
  public void close() {
    swscale.sws_free_context(scaler);
    avutil.av_frame_free(converted);
  }
}
