package org.clipmill.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;

/**
 * The pictures of a video, in the order in which they are shown, with times that begin at 0 and
 * only grow.
 *
 * <p>A picture without a time follows the one before it at the nominal rate, and so do all of a
 * video whose first one has none; one whose time does not grow is put one tick after the one before
 * it.
 */
final class VideoDecoder implements NativeResource {
  /** So much earlier a seek aims: containers seek by decoding time, which runs ahead of showing. */
  private static final long SEEK_MARGIN_MICROS = 1_000_000;

  private final int threads;
  private StreamDecoder stream;
  private final FrameRate rate;
  private final FrameClock clock;
  private final AVRational tick;
  private long originTicks;
  private long stampTicks;
  private boolean isTimed;
  private boolean isFirstPending;
  private boolean isSought;
  private long counted = -1;

  private VideoDecoder(StreamDecoder stream, int threads) {
    this.stream = stream;
    this.threads = threads;
    this.rate = rateOf(stream.stream());
    this.clock = new FrameClock(stream.tick(), rate);
    this.tick = avutil.av_make_q(clock.tickNumerator(), clock.tickDenominator());
  }

  /** Opens a video at its first picture; what it throws is said at {@link VideoProbe#probe}. */
  static VideoDecoder open(Path file, int threads) {
    try (NativeResources opening = new NativeResources()) {
      VideoDecoder video = opening.add(new VideoDecoder(openStream(file, threads), threads));
      video.decodeFirst();
      opening.handOver();
      return video;
    }
  }

  private static StreamDecoder openStream(Path file, int threads) {
    try (NativeResources opening = new NativeResources()) {
      MediaFile media = opening.add(MediaFile.open(file));
      StreamDecoder stream = StreamDecoder.open(media, media.video(), threads);
      opening.handOver();
      return stream;
    }
  }

  private void decodeFirst() {
    if (!stream.next()) {
      throw new ClipException(
          ClipError.DECODE_FAILED, "Cannot decode " + file() + ": saw no picture before its end");
    }
    long stamp = stream.frame().best_effort_timestamp();
    isTimed = stamp != avutil.AV_NOPTS_VALUE;
    originTicks = isTimed ? stamp : 0;
    stampTicks = originTicks;
    isFirstPending = true;
  }

  /**
   * Leaps forward to a key frame at or before a time, if that is worth it and safe: the picture it
   * arrives at must state its time, and that must not be late. Else the video is read from its
   * start. To be called before the first {@link #next}.
   */
  void skipTo(long micros) {
    long aim = micros - SEEK_MARGIN_MICROS;
    if (aim < SEEK_MARGIN_MICROS || !isTimed) {
      return;
    }
    long aimTicks = originTicks + Ffmpeg.ticks(aim, stream.tick());
    if (stream.seek(aimTicks) && stream.next()) {
      long stamp = stream.frame().best_effort_timestamp();
      if (stamp != avutil.AV_NOPTS_VALUE && stamp >= originTicks && stamp <= aimTicks) {
        stampTicks = stamp;
        isSought = true;
        return;
      }
    }
    Path file = file();
    stream.close();
    stream = openStream(file, threads);
    decodeFirst();
  }

  /**
   * Decodes the next picture.
   *
   * @return false when there is none left
   * @throws ClipException {@code DECODE_FAILED} if the stream is damaged
   */
  boolean next() {
    counted++;
    if (isFirstPending) {
      isFirstPending = false;
      return true;
    }
    if (!stream.next()) {
      return false;
    }
    long stamp = stream.frame().best_effort_timestamp();
    if (!isTimed || stamp == avutil.AV_NOPTS_VALUE) {
      stamp = stampTicks + nominalDuration();
    }
    stampTicks = Math.max(stamp, stampTicks + 1);
    return true;
  }

  /**
   * Gives the current picture as decoded, neither upright nor converted; the next overwrites it.
   */
  AVFrame frame() {
    return stream.frame();
  }

  /** Tells whether the video states times; a bare stream does not, only an order. */
  boolean isTimed() {
    return isTimed;
  }

  /** Gives the number of the current picture: counted, or by its time after a leap. */
  long index() {
    return isSought ? nominalIndex() : counted;
  }

  /** Gives the number that the current picture has at the nominal rate, from its time. */
  long nominalIndex() {
    return rate.frameNearest(timeMicros());
  }

  /** Gives the time of the current picture in ticks of {@link #tick} since the first. */
  long timeTicks() {
    return clock.fineTicks(stampTicks - originTicks);
  }

  /** Gives the time of the current picture in microseconds since the first. */
  long timeMicros() {
    return Ffmpeg.micros(timeTicks(), tick);
  }

  /** Gives how long the current picture is shown, in ticks; what the rate says if it does not. */
  long durationTicks() {
    long stated = frame().duration();
    long duration = isTimed && stated > 0 ? stated : nominalDuration();
    return clock.fineTicks(stampTicks - originTicks + duration) - timeTicks();
  }

  /** Gives the length of a picture at the nominal rate, in ticks of the container. */
  private long nominalDuration() {
    return Math.max(1, Ffmpeg.ticks(rate.microsOfFrame(1), stream.tick()));
  }

  /** Gives the time of the first picture on the clock of the file, in microseconds. */
  long originMicros() {
    return Ffmpeg.micros(originTicks, stream.tick());
  }

  /** Gives the length of one tick of the times, in seconds; no coarser than the container's. */
  AVRational tick() {
    return tick;
  }

  AVStream stream() {
    return stream.stream();
  }

  MediaFile media() {
    return stream.media();
  }

  Path file() {
    return stream.media().file();
  }

  /** Gives the nominal rate of the stream. */
  FrameRate frameRate() {
    return rate;
  }

  /**
   * Gives the mean rate that the container states, else the finest that its times need, else 25 per
   * second, as FFmpeg itself takes for streams that state none.
   */
  private static FrameRate rateOf(AVStream stream) {
    for (AVRational stated : new AVRational[] {stream.avg_frame_rate(), stream.r_frame_rate()}) {
      if (stated.num() > 0 && stated.den() > 0) {
        return new FrameRate(stated.num(), stated.den());
      }
    }
    return new FrameRate(25, 1);
  }

  @Override
  public void close() {
    stream.close();
  }
}
