package org.clipmill.media;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.jspecify.annotations.Nullable;

/** One stream of a file that is being written: frames go in, packets into the file. */
final class TrackEncoder implements NativeResource {
  private final MovieFile movie;
  private final AVCodecContext codec;
  private final AVStream stream;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final String what;

  private TrackEncoder(MovieFile movie, AVCodecContext codec, AVStream stream, String what) {
    this.movie = movie;
    this.codec = codec;
    this.stream = stream;
    this.what = what;
  }

  /**
   * Opens an encoder and adds its stream to a file.
   *
   * @param codec says what to encode; freed here, also when this fails
   * @param what what is encoded, for messages
   * @throws org.clipmill.core.clip.ClipException {@code ENCODE_FAILED} if the encoder refuses
   */
  static TrackEncoder open(
      MovieFile movie, AVCodecContext codec, Map<String, String> settings, String what) {
    AVCodec encoder = codec.codec();
    codec.thread_count(1);
    int flags = avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_FRAME_DURATION;
    codec.flags(codec.flags() | flags);
    if (movie.wantsGlobalHeader()) {
      codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = MovieFile.dictionary(settings);
    int opened = avcodec.avcodec_open2(codec, encoder, options);
    avutil.av_dict_free(options);
    if (opened < 0) {
      avcodec.avcodec_free_context(codec);
    }
    Ffmpeg.check(opened, ClipError.ENCODE_FAILED, "encode " + what);
    AVStream stream = movie.addStream(encoder);
    stream.time_base(codec.time_base());
    stream.avg_frame_rate(codec.framerate());
    avcodec.avcodec_parameters_from_context(stream.codecpar(), codec);
    return new TrackEncoder(movie, codec, stream, what);
  }

  /** Gives the encoder, to ask what it settled on. */
  AVCodecContext codec() {
    return codec;
  }

  /** Gives the stream that it fills. */
  AVStream stream() {
    return stream;
  }

  /** Encodes one frame, whose time is in ticks of the encoder. */
  void encode(AVFrame frame) {
    send(frame);
  }

  /** Encodes what the encoder still holds back. */
  void finish() {
    send(null);
  }

  private void send(@Nullable AVFrame frame) {
    Ffmpeg.check(
        avcodec.avcodec_send_frame(codec, frame), ClipError.ENCODE_FAILED, "encode " + what);
    while (true) {
      int received = avcodec.avcodec_receive_packet(codec, packet);
      if (received == avutil.AVERROR_EOF || received == avutil.AVERROR_EAGAIN()) {
        return;
      }
      Ffmpeg.check(received, ClipError.ENCODE_FAILED, "encode " + what);
      packet.stream_index(stream.index());
      avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      movie.write(packet);
    }
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
  }
}
