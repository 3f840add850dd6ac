package org.clipmill.media;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.FrameRate;

/** The pictures of a file that is being written, in {@code yuv420p}. */
final class PictureTrack implements NativeResource {
  private final TrackEncoder encoder;
  private final AVRational tick;

  private PictureTrack(TrackEncoder encoder, AVRational tick) {
    this.encoder = encoder;
    this.tick = tick;
  }

  /**
   * How pictures are encoded.
   *
   * @param encoder one of {@link Encoders#available}
   * @param quality the quantiser of H.264 or what is alike, 1 (best) to 51
   * @param keyFrameSeconds the longest time from one key frame to the next
   * @param bFrames how many frames in a row may be predicted from later ones
   * @param rotation how far a player is told to turn them
   */
  record Coding(
      String encoder, int quality, double keyFrameSeconds, int bFrames, Rotation rotation) {}

  /**
   * Opens the encoder.
   *
   * @param like a picture that states size, shape of pixels and colours of all of them
   * @param clock the length of one tick of their times, in seconds
   * @throws org.clipmill.core.clip.ClipException {@code ENCODE_FAILED} if the encoder refuses them,
   *     for example for their size
   */
  static PictureTrack open(
      MovieFile movie, Coding coding, AVFrame like, FrameRate rate, AVRational clock) {
    AVCodec named = avcodec.avcodec_find_encoder_by_name(coding.encoder());
    AVCodecContext codec = avcodec.avcodec_alloc_context3(named);
    AVRational tick = Encoders.clock(coding.encoder(), clock);
    codec.width(like.width()).height(like.height()).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    codec.time_base(tick);
    codec.framerate(Ffmpeg.rational(rate.numerator(), rate.denominator()));
    codec.sample_aspect_ratio(like.sample_aspect_ratio());
    codec.color_range(like.color_range()).colorspace(like.colorspace());
    codec.color_primaries(like.color_primaries()).color_trc(like.color_trc());
    codec.chroma_sample_location(like.chroma_location());
    codec.gop_size(
        (int) Math.max(1, Math.round(coding.keyFrameSeconds() * rate.framesPerSecond())));
    codec.max_b_frames(coding.bFrames());
    Map<String, String> options = Encoders.options(coding.encoder(), coding.quality());
    String what = like.width() + "x" + like.height() + " with " + coding.encoder();
    TrackEncoder opened = TrackEncoder.open(movie, codec, options, what);
    Rotation.tag(opened.stream(), coding.rotation());
    return new PictureTrack(opened, tick);
  }

  /**
   * Encodes one picture.
   *
   * @param ticks its time, in ticks of {@code clock}; must grow
   * @param durationTicks how long it is shown
   */
  void write(AVFrame picture, long ticks, long durationTicks, AVRational clock) {
    picture.pts(avutil.av_rescale_q(ticks, clock, tick));
    picture.duration(avutil.av_rescale_q(durationTicks, clock, tick));
    picture.pict_type(avutil.AV_PICTURE_TYPE_NONE);
    encoder.encode(picture);
  }

  /** Encodes what is held back. */
  void finish() {
    encoder.finish();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
