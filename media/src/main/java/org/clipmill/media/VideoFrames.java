package org.clipmill.media;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Chosen frames of a video, by number, without decoding all of it: from the key frame before each,
 * and only what is needed from there on. The pixels are those that {@link FfmpegFrameSource} gives
 * for the frame of this number.
 *
 * <p>Opening reads the file once, but decodes only its first frame. A file whose packets do not say
 * for sure which frame they are (AVI, bare streams, a recording that starts in the middle of a
 * group of pictures) is decoded as a whole instead: once to count, and once for each reading.
 *
 * <p>Not for two threads at once. Memory: one frame, and some bytes per frame of the video.
 */
public final class VideoFrames implements AutoCloseable {
  private final Path file;
  private final FrameRate rate;
  private final long[] micros;
  private final @Nullable FrameIndex index;
  private final @Nullable GroupDecoder groups;
  private final UprightRgb pictures;
  private final NativeResources resources;
  private long decodedWhole;

  /** Takes frames as they are decoded. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one frame.
     *
     * @param number which frame of the video it is
     * @param picture its bytes are overwritten by the next one
     */
    void accept(int number, RgbFrame picture);
  }

  private VideoFrames(Path file) {
    this.file = file;
    try (NativeResources opening = new NativeResources()) {
      Start start = Start.of(file);
      rate = start.rate();
      pictures = opening.add(start.pictures());
      StreamDecoder decoder = opening.add(start.decoder());
      FrameIndex read = FrameIndex.read(decoder.media(), decoder.stream()).orElse(null);
      boolean isCertain = read != null && read.stamp(0) == start.firstStamp();
      index = isCertain ? read : null;
      groups = read != null && isCertain ? opening.add(decoder.groups(read)) : null;
      micros = read != null && isCertain ? start.times(read) : timesOfAll();
      resources = opening.handOver();
    }
  }

  /**
   * Opens a video.
   *
   * @throws ClipException {@code NOT_FOUND}, {@code NOT_A_VIDEO}, {@code NO_VIDEO_STREAM}, or
   *     {@code DECODE_FAILED} if its first frame, or a file that must be read whole, cannot be
   *     decoded
   */
  public static VideoFrames open(Path file) {
    return new VideoFrames(file);
  }

  /** What is known after the first frame. */
  private record Start(
      FrameRate rate, UprightRgb pictures, StreamDecoder decoder, long firstStamp) {

    static Start of(Path file) {
      try (NativeResources opening = new NativeResources()) {
        VideoDecoder video = opening.add(VideoDecoder.open(file, 1));
        long stamp = video.frame().best_effort_timestamp();
        UprightRgb pictures = new UprightRgb(video.frame(), Rotation.of(video.stream()));
        MediaFile media = opening.add(MediaFile.open(file));
        StreamDecoder decoder = StreamDecoder.open(media, media.video(), 1);
        FrameRate rate = video.frameRate();
        opening.handOver();
        video.close();
        return new Start(rate, pictures, decoder, stamp);
      }
    }

    long[] times(FrameIndex index) {
      FrameClock clock = new FrameClock(decoder.stream().time_base(), rate);
      AVRational tick = avutil.av_make_q(clock.tickNumerator(), clock.tickDenominator());
      long[] times = new long[index.count()];
      for (int i = 0; i < times.length; i++) {
        times[i] = Ffmpeg.micros(clock.fineTicks(index.stamp(i) - index.stamp(0)), tick);
      }
      return times;
    }
  }

  private long[] timesOfAll() {
    long[] times = new long[1024];
    int count = 0;
    try (VideoDecoder video = VideoDecoder.open(file, 1)) {
      while (video.next()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = video.timeMicros();
      }
    }
    decodedWhole += count;
    return Arrays.copyOf(times, count);
  }

  /** Gives how many frames the video has; at least 1. */
  public int count() {
    return micros.length;
  }

  /** Gives the mean rate that the file states. */
  public FrameRate frameRate() {
    return rate;
  }

  /** Gives the number of columns of every frame. */
  public int width() {
    return pictures.width();
  }

  /** Gives the number of rows of every frame. */
  public int height() {
    return pictures.height();
  }

  /** Gives when a frame is shown, in microseconds since the first one. */
  public long timeMicros(int frame) {
    return micros[frame];
  }

  /** Gives how many frames were decoded so far, wanted or not; skipped ones do not count. */
  public long decodedFrames() {
    return decodedWhole + (groups == null ? 0 : groups.decoded());
  }

  /**
   * Gives the key frame of a stretch that is nearest to a wished frame; empty if there is none, the
   * wished frame itself where the whole file must be decoded anyway.
   */
  public OptionalInt keyFrame(int wished, int first, int last) {
    if (index == null) {
      return OptionalInt.of(wished);
    }
    int before = index.keyBefore(wished);
    int after = index.keyFrom(wished);
    boolean hasBefore = before >= first;
    boolean hasAfter = after >= 0 && after <= last;
    if (hasBefore && (!hasAfter || wished - before <= after - wished)) {
      return OptionalInt.of(before);
    }
    return hasAfter ? OptionalInt.of(after) : OptionalInt.empty();
  }

  /**
   * Decodes frames, in one pass through the file.
   *
   * @param frames numbers in any order; one that stands there twice is read once
   * @param sink called for each in the order in which they are shown
   * @throws ClipException {@code DECODE_FAILED} if one of them cannot be decoded
   * @throws IndexOutOfBoundsException if the video has no such frame
   */
  public void read(int[] frames, Sink sink) {
    BitSet wanted = new BitSet(count());
    for (int frame : frames) {
      Objects.checkIndex(frame, count());
      wanted.set(frame);
    }
    if (groups == null || index == null) {
      readWhole(wanted, sink);
      return;
    }
    for (int first = wanted.nextSetBit(0); first >= 0; ) {
      int key = index.keyBefore(first);
      int next = index.keyFrom(first + 1);
      BitSet group = wanted.get(0, next < 0 ? count() : next);
      group.clear(0, first);
      GroupDecoder decoder = groups;
      decoder.decode(key, group, number -> sink.accept(number, pictures.of(decoder.frame())));
      first = next < 0 ? -1 : wanted.nextSetBit(next);
    }
  }

  private void readWhole(BitSet wanted, Sink sink) {
    try (VideoDecoder video = VideoDecoder.open(file, 1)) {
      for (int at = 0; at < wanted.length(); at++) {
        if (!video.next()) {
          throw new ClipException(
              ClipError.DECODE_FAILED,
              "Cannot decode frame %d of %s: it ended after %d of %d frames"
                  .formatted(wanted.nextSetBit(at), file, at, count()));
        }
        decodedWhole++;
        if (wanted.get(at)) {
          sink.accept(at, pictures.of(video.frame()));
        }
      }
    }
  }

  /** Frees the native memory; to be called once. */
  @Override
  public void close() {
    resources.close();
  }
}
