package org.clipmill.media;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.clipmill.core.clip.ClipError;

/** The sound of a file that is being written, as AAC. */
final class SoundTrack implements NativeResource {
  /** Transparent for most listeners, as FFmpeg's guide to AAC has it. */
  private static final long BITS_PER_SECOND_OF_CHANNEL = 96_000;

  private final TrackEncoder encoder;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final float[][] block;
  private int filled;
  private long written;

  private SoundTrack(TrackEncoder encoder) {
    this.encoder = encoder;
    AVCodecContext codec = encoder.codec();
    block = new float[codec.ch_layout().nb_channels()][codec.frame_size()];
  }

  /**
   * Opens the encoder.
   *
   * @throws org.clipmill.core.clip.ClipException {@code ENCODE_FAILED} if it refuses
   */
  static SoundTrack open(MovieFile movie, int sampleRate, int channels) {
    AVCodec aac = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_AAC);
    AVCodecContext codec = avcodec.avcodec_alloc_context3(aac);
    codec.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate);
    codec.bit_rate(BITS_PER_SECOND_OF_CHANNEL * channels);
    codec.time_base(avutil.av_make_q(1, sampleRate));
    avutil.av_channel_layout_default(codec.ch_layout(), channels);
    String what = "sound of " + sampleRate + " Hz with " + channels + " channels";
    return new SoundTrack(TrackEncoder.open(movie, codec, Map.of(), what));
  }

  /** Gives how many samples of each channel were written so far. */
  long written() {
    return written;
  }

  /**
   * Writes samples.
   *
   * @param samples {@code [channels][...]}, -1 to 1
   * @param from the first sample to write
   * @param to the first one not to write
   */
  void write(float[][] samples, int from, int to) {
    for (int next = from; next < to; ) {
      int count = Math.min(to - next, block[0].length - filled);
      for (int channel = 0; channel < block.length; channel++) {
        System.arraycopy(samples[channel], next, block[channel], filled, count);
      }
      next += count;
      filled += count;
      written += count;
      if (filled == block[0].length) {
        encodeBlock();
      }
    }
  }

  private void encodeBlock() {
    avutil.av_frame_unref(frame);
    AVCodecContext codec = encoder.codec();
    frame.format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(codec.sample_rate());
    frame.nb_samples(filled);
    avutil.av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
    Ffmpeg.check(
        avutil.av_frame_get_buffer(frame, 0), ClipError.ENCODE_FAILED, "hold a block of sound");
    for (int channel = 0; channel < block.length; channel++) {
      new FloatPointer(frame.data(channel)).put(block[channel], 0, filled);
    }
    frame.pts(written - filled);
    filled = 0;
    encoder.encode(frame);
  }

  /** Encodes what is held back. */
  void finish() {
    if (filled > 0) {
      encodeBlock();
    }
    encoder.finish();
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    encoder.close();
  }
}
