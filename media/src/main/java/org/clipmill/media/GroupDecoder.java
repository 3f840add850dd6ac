package org.clipmill.media;

import java.util.BitSet;
import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Decodes wanted frames of a video from the key frame before each, and as little else as can be:
 * frames that no other one needs are not decoded unless they are wanted.
 *
 * <p>A frame is decoded from the last key frame that is not shown after it. So one that is shown
 * before a key frame but stored after it, as in an open group of pictures, is decoded from the key
 * frame of its own group, as when the whole video is decoded.
 */
final class GroupDecoder implements NativeResource {
  /** A seek that comes out too late is tried again so much earlier, each time twice as much. */
  private static final long FIRST_STEP_BACK_MICROS = 1_000_000;

  private static final int STEPS_BACK = 8;

  private final MediaFile media;
  private final AVStream stream;
  private final AVCodecContext codec;
  private final FrameIndex index;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private long decoded;

  GroupDecoder(MediaFile media, AVStream stream, AVCodecContext codec, FrameIndex index) {
    this.media = media;
    this.stream = stream;
    this.codec = codec;
    this.index = index;
  }

  /** Gives how many frames were decoded so far. */
  long decoded() {
    return decoded;
  }

  /** Gives the frame that was decoded last; overwritten by the next. */
  AVFrame frame() {
    return frame;
  }

  /**
   * Decodes frames of one group.
   *
   * @param key the key frame before them
   * @param wanted their numbers
   * @param sink called for each, while {@link #frame} holds it, in the order in which they are
   *     shown
   * @throws ClipException {@code DECODE_FAILED} if one of them cannot be decoded
   */
  void decode(int key, BitSet wanted, IntConsumer sink) {
    seek(key);
    BitSet unsent = (BitSet) wanted.clone();
    BitSet missing = (BitSet) wanted.clone();
    do {
      send(unsent);
      while (!missing.isEmpty() && receive()) {
        int number = index.find(frame.best_effort_timestamp());
        if (number >= 0 && missing.get(number)) {
          missing.clear(number);
          sink.accept(number);
        }
      }
    } while (!unsent.isEmpty() && read());
    if (!missing.isEmpty()) {
      throw failed("saw no picture of frame " + missing.nextSetBit(0));
    }
  }

  /** Sends the packet that was read; after the last wanted one, asks for all that is held back. */
  private void send(BitSet unsent) {
    int number = index.find(packet.pts());
    boolean isWanted = number >= 0 && unsent.get(number);
    codec.skip_frame(isWanted ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_NONREF);
    int sent = avcodec.avcodec_send_packet(codec, packet);
    avcodec.av_packet_unref(packet);
    check(sent);
    if (isWanted) {
      unsent.clear(number);
      if (unsent.isEmpty()) {
        check(avcodec.avcodec_send_packet(codec, null));
      }
    }
  }

  private boolean receive() {
    int received = avcodec.avcodec_receive_frame(codec, frame);
    if (received == avutil.AVERROR_EOF || received == avutil.AVERROR_EAGAIN()) {
      return false;
    }
    check(received);
    decoded++;
    return true;
  }

  /** Reads the next packet of the stream. */
  private boolean read() {
    while (true) {
      int read = avformat.av_read_frame(media.container(), packet);
      if (read == avutil.AVERROR_EOF) {
        return false;
      }
      check(read);
      if (packet.stream_index() == stream.index()) {
        return true;
      }
      avcodec.av_packet_unref(packet);
    }
  }

  /** Goes to the packet of a key frame and reads it. */
  private void seek(int key) {
    long back = 0;
    for (int step = 0; step < STEPS_BACK; step++) {
      long ticks = index.seekTicks(key) - Ffmpeg.ticks(back, stream.time_base());
      if (arrivesAt(key, ticks)) {
        return;
      }
      back = back == 0 ? FIRST_STEP_BACK_MICROS : 2 * back;
    }
    if (!arrivesAt(key, Long.MIN_VALUE / 2)) {
      throw failed("cannot go to frame " + key);
    }
  }

  private boolean arrivesAt(int key, long ticks) {
    avcodec.avcodec_flush_buffers(codec);
    int sought =
        avformat.avformat_seek_file(
            media.container(), stream.index(), Long.MIN_VALUE, ticks, Math.max(ticks, 0), 0);
    if (sought < 0) {
      return false;
    }
    long wanted = index.stamp(key);
    while (read()) {
      if (packet.pts() == wanted) {
        return true;
      }
      boolean isLate = packet.dts() != avutil.AV_NOPTS_VALUE && packet.dts() > wanted;
      avcodec.av_packet_unref(packet);
      if (isLate) {
        return false;
      }
    }
    return false;
  }

  private void check(int returned) {
    Ffmpeg.check(returned, ClipError.DECODE_FAILED, "decode frames of " + media.file());
  }

  private ClipException failed(String what) {
    return new ClipException(
        ClipError.DECODE_FAILED, "Cannot decode frames of " + media.file() + ": " + what);
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
  }
}
