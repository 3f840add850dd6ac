package org.clipmill.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * The frames of one stream, pictures or sound, as FFmpeg's decoder hands them out.
 *
 * <p>What cannot be decoded before the first good frame is passed over, since a recording may start
 * in the middle of a group of pictures; after it, it is an error.
 */
final class StreamDecoder implements NativeResource {
  private final MediaFile media;
  private final AVStream stream;
  private final AVCodecContext codec;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private long decoded;

  private StreamDecoder(MediaFile media, AVStream stream, AVCodecContext codec) {
    this.media = media;
    this.stream = stream;
    this.codec = codec;
  }

  /**
   * Opens the decoder of a stream. All other streams of the file are passed over from now on.
   *
   * @param media closed with the decoder, but not when this fails
   * @throws ClipException {@code DECODE_FAILED} if FFmpeg has no decoder for it, or refuses it
   */
  static StreamDecoder open(MediaFile media, AVStream stream, int threads) {
    AVFormatContext container = media.container();
    for (int i = 0; i < container.nb_streams(); i++) {
      boolean isWanted = i == stream.index();
      int discard = isWanted ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL;
      container.streams(i).discard(discard);
    }
    int id = stream.codecpar().codec_id();
    String name = avcodec.avcodec_get_name(id).getString();
    String what = "decode " + name + " of " + media.file();
    AVCodec decoder = avcodec.avcodec_find_decoder(id);
    if (decoder == null || decoder.isNull()) {
      throw new ClipException(ClipError.DECODE_FAILED, "Cannot " + what + ": no such decoder");
    }
    AVCodecContext codec = avcodec.avcodec_alloc_context3(decoder);
    int opened = avcodec.avcodec_parameters_to_context(codec, stream.codecpar());
    if (opened >= 0) {
      codec.thread_count(threads);
      codec.pkt_timebase(stream.time_base());
      opened = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
    }
    if (opened < 0) {
      avcodec.avcodec_free_context(codec);
    }
    Ffmpeg.check(opened, ClipError.DECODE_FAILED, what);
    return new StreamDecoder(media, stream, codec);
  }

  /** Gives a decoder of chosen frames by the same codec; this one is then of no more use itself. */
  GroupDecoder groups(FrameIndex index) {
    return new GroupDecoder(media, stream, codec, index);
  }

  AVStream stream() {
    return stream;
  }

  MediaFile media() {
    return media;
  }

  /** Gives the length of one tick of the stream's clock, in seconds. */
  AVRational tick() {
    return stream.time_base();
  }

  /** Gives the current frame; it is overwritten by the next one. */
  AVFrame frame() {
    return frame;
  }

  /**
   * Decodes the next frame; at the end of the file also those that the decoder still holds back.
   *
   * @return false when there is none left
   * @throws ClipException {@code DECODE_FAILED} if the stream is damaged and FFmpeg cannot conceal
   *     it
   */
  boolean next() {
    while (true) {
      int received = avcodec.avcodec_receive_frame(codec, frame);
      if (received >= 0) {
        decoded++;
        return true;
      }
      if (received == avutil.AVERROR_EOF) {
        return false;
      }
      if (received == avutil.AVERROR_EAGAIN()) {
        send();
      } else {
        tolerateOnlyBeforeFirst(received);
      }
    }
  }

  private void send() {
    int read = avformat.av_read_frame(media.container(), packet);
    if (read == avutil.AVERROR_EOF) {
      avcodec.avcodec_send_packet(codec, null);
      return;
    }
    failUnless(read >= 0, read);
    if (packet.stream_index() == stream.index()) {
      tolerateOnlyBeforeFirst(avcodec.avcodec_send_packet(codec, packet));
    }
    avcodec.av_packet_unref(packet);
  }

  private void tolerateOnlyBeforeFirst(int returned) {
    boolean isTolerable = decoded == 0 && returned == avutil.AVERROR_INVALIDDATA;
    failUnless(returned >= 0 || isTolerable, returned);
  }

  private void failUnless(boolean isGood, int returned) {
    if (!isGood) {
      String what = "decode " + media.file() + " beyond " + decoded + " frames from where it began";
      Ffmpeg.check(returned, ClipError.DECODE_FAILED, what);
    }
  }

  /**
   * Goes back or forth to the last key frame at or before a time of the stream's clock.
   *
   * @return false if the container cannot; the decoder is then of no more use
   */
  boolean seek(long ticks) {
    int sought =
        avformat.avformat_seek_file(
            media.container(), stream.index(), Long.MIN_VALUE, ticks, ticks, 0);
    avcodec.avcodec_flush_buffers(codec);
    decoded = 0;
    return sought >= 0;
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
    media.close();
  }
}
