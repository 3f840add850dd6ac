package org.clipmill.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipException;

/** Tells whether a file is a video that can be used, and what it is like. */
public final class VideoProbe {

  private VideoProbe() {}

  /**
   * Gives the facts of a video whose first frame decodes.
   *
   * @throws ClipException {@code NOT_FOUND} if there is no such file; {@code NOT_A_VIDEO} if it is
   *     empty, text, a picture, or damaged in its header; {@code NO_VIDEO_STREAM} if it holds sound
   *     only, or sound and cover art; {@code DECODE_FAILED} if no frame can be decoded
   */
  public static VideoFacts probe(Path file) {
    try (VideoDecoder video = VideoDecoder.open(file, 1)) {
      AVStream stream = video.stream();
      AVFrame first = video.frame();
      Rotation rotation = Rotation.of(stream);
      int width = rotation.isQuarter() ? first.height() : first.width();
      int height = rotation.isQuarter() ? first.width() : first.height();
      return new VideoFacts(
          width,
          height,
          video.frameRate(),
          durationMicros(video),
          avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString(),
          video.media().format(),
          rotation.degrees(),
          video.media().audio().isPresent());
    }
  }

  /**
   * Counts the frames of a video by decoding all of it.
   *
   * @throws ClipException as {@link #probe}, and {@code DECODE_FAILED} if the stream is damaged
   */
  public static long countFrames(Path file) {
    try (VideoDecoder video = VideoDecoder.open(file, 1)) {
      long frames = 0;
      while (video.next()) {
        frames++;
      }
      return frames;
    }
  }

  private static long durationMicros(VideoDecoder video) {
    long ticks = video.stream().duration();
    if (ticks != avutil.AV_NOPTS_VALUE && ticks > 0) {
      return Ffmpeg.micros(ticks, video.stream().time_base());
    }
    return video.isTimed() ? spanOfPackets(video) : spanOfPictures(video);
  }

  /** Reads the file without decoding; the decoder is of no use afterwards. */
  private static long spanOfPackets(VideoDecoder video) {
    AVStream stream = video.stream();
    long oneFrame = Ffmpeg.micros(video.durationTicks(), video.tick());
    long end = video.originMicros() + oneFrame;
    AVPacket packet = avcodec.av_packet_alloc();
    while (avformat.av_read_frame(video.media().container(), packet) >= 0) {
      if (packet.stream_index() == stream.index() && packet.pts() != avutil.AV_NOPTS_VALUE) {
        end = Math.max(end, Ffmpeg.micros(packet.pts(), stream.time_base()) + oneFrame);
      }
      avcodec.av_packet_unref(packet);
    }
    avcodec.av_packet_free(packet);
    return end - video.originMicros();
  }

  /** Decodes the whole file; a bare stream states no times, only an order. */
  private static long spanOfPictures(VideoDecoder video) {
    long end = 0;
    while (video.next()) {
      end = video.timeMicros() + Ffmpeg.micros(video.durationTicks(), video.tick());
    }
    return end;
  }
}
