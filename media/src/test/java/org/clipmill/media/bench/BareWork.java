package org.clipmill.media.bench;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.clipmill.media.OpenCvFarnebackFlow;

/** The native work inside measuring, and nothing else: what cannot be made faster in Java. */
final class BareWork {
  static {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    new OpenCvFarnebackFlow().close(); // loads OpenCV without GTK, with one thread
  }

  private BareWork() {}

  /** Decodes all frames on one thread, converts none; gives how many. */
  static int decode(Path video) {
    AVFormatContext container = new AVFormatContext(null);
    check(avformat.avformat_open_input(container, video.toString(), (AVInputFormat) null, null));
    check(avformat.avformat_find_stream_info(container, (PointerPointer<?>) null));
    int stream =
        check(
            avformat.av_find_best_stream(
                container, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0));
    AVCodecContext codec = avcodec.avcodec_alloc_context3(null);
    check(avcodec.avcodec_parameters_to_context(codec, container.streams(stream).codecpar()));
    codec.thread_count(1);
    check(
        avcodec.avcodec_open2(
            codec, avcodec.avcodec_find_decoder(codec.codec_id()), (AVDictionary) null));
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    int frames = 0;
    while (avformat.av_read_frame(container, packet) >= 0) {
      if (packet.stream_index() == stream) {
        check(avcodec.avcodec_send_packet(codec, packet));
        frames += drain(codec, frame);
      }
      avcodec.av_packet_unref(packet);
    }
    avcodec.avcodec_send_packet(codec, null);
    frames += drain(codec, frame);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(codec);
    avformat.avformat_close_input(container);
    return frames;
  }

  private static int drain(AVCodecContext codec, AVFrame frame) {
    int frames = 0;
    while (avcodec.avcodec_receive_frame(codec, frame) >= 0) {
      frames++;
    }
    return frames;
  }

  private static int check(int returned) {
    if (returned < 0) {
      throw new IllegalStateException("FFmpeg returned " + returned);
    }
    return returned;
  }

  /**
   * Computes the flow of each picture to the next; the fields stay in native memory.
   *
   * @param pictures square ones, one after the other
   */
  static void flow(FloatBuffer pictures, int side) {
    int pixels = side * side;
    try (Mat first = new Mat(side, side, opencv_core.CV_32FC1);
        Mat second = new Mat(side, side, opencv_core.CV_32FC1);
        Mat field = new Mat()) {
      Mat earlier = first;
      Mat later = second;
      earlier.<FloatBuffer>createBuffer().put(pictures.slice(0, pixels));
      for (int at = pixels; at < pictures.capacity(); at += pixels) {
        later.<FloatBuffer>createBuffer().put(pictures.slice(at, pixels));
        opencv_video.calcOpticalFlowFarneback(earlier, later, field, .5, 3, 15, 3, 5, 1.2, 0);
        Mat swap = earlier;
        earlier = later;
        later = swap;
      }
    }
  }
}
