package org.clipmill.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.paint.Scene;

/** Paints videos whose truth is known. The same scene and form give the same bytes. */
public final class VideoPainter implements NativeResource {
  /** H.264's quantiser for painted videos: little is lost, and small blocks stay readable. */
  private static final int QUALITY = 18;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final PaintSpec spec;
  private final NativeResources resources;
  private final MovieFile movie;
  private final PictureConverter converter;
  private final AVFrame painted;
  private final AVRational tick;
  private final PictureTrack pictures;
  private final RgbFrame canvas;

  private VideoPainter(Path target, PaintSpec spec) {
    this.spec = spec;
    int width = spec.width();
    int height = spec.height();
    canvas = new RgbFrame(width, height, new byte[RgbFrame.CHANNELS * width * height]);
    tick = Ffmpeg.rational(spec.frameRate().denominator(), spec.frameRate().numerator());
    try (NativeResources opening = new NativeResources()) {
      movie = opening.add(MovieFile.create(target, target.toString()));
      converter = opening.add(new PictureConverter(avutil.AV_PIX_FMT_YUV420P, width, height));
      painted = avutil.av_frame_alloc();
      opening.add(() -> avutil.av_frame_free(painted));
      painted.format(avutil.AV_PIX_FMT_RGB24).width(width).height(height);
      Ffmpeg.check(
          avutil.av_frame_get_buffer(painted, 0), ClipError.ENCODE_FAILED, "hold a picture");
      PictureTrack.Coding coding =
          new PictureTrack.Coding(
              spec.encoder(), QUALITY, spec.keyFrameSeconds(), spec.bFrames(), spec.rotation());
      AVFrame like = converter.converted();
      pictures = opening.add(PictureTrack.open(movie, coding, like, spec.frameRate(), tick));
      resources = opening.handOver();
    }
  }

  /**
   * Paints a video.
   *
   * @param target the file; its ending names the container. Its folder must exist.
   * @throws org.clipmill.core.clip.ClipException {@code ENCODE_FAILED} if the encoder refuses the
   *     size, or {@code STORAGE}
   */
  public static void paint(Path target, PaintSpec spec, Scene scene) {
    try (VideoPainter painter = new VideoPainter(target, spec)) {
      painter.paintAll(scene);
    }
  }

  private void paintAll(Scene scene) {
    if (spec.sound() == PaintSpec.Sound.NONE) {
      movie.start();
      for (long frame = 0; frame < spec.frames(); frame++) {
        paintFrame(scene, frame);
      }
    } else {
      Tone tone = resources.add(Tone.open(movie));
      movie.start();
      for (long frame = 0; frame < spec.frames(); frame++) {
        paintFrame(scene, frame);
        tone.playUntil(microsOf(frame + 1));
      }
      tone.finish();
    }
    pictures.finish();
    movie.finish();
  }

  private void paintFrame(Scene scene, long frame) {
    scene.paint(canvas, frame, (double) microsOf(frame) / MICROS_PER_SECOND);
    int stride = painted.linesize(0);
    int rowBytes = RgbFrame.CHANNELS * spec.width();
    ByteBuffer rows = painted.data(0).capacity((long) stride * spec.height()).asByteBuffer();
    for (int y = 0; y < spec.height(); y++) {
      rows.put(y * stride, canvas.bytes(), y * rowBytes, rowBytes);
    }
    long start = spec.timing().tickOf(frame);
    long duration = spec.timing().tickOf(frame + 1) - start;
    pictures.write(converter.convert(painted), start, duration, tick);
  }

  private long microsOf(long frame) {
    return spec.frameRate().microsOfFrame(spec.timing().tickOf(frame));
  }

  @Override
  public void close() {
    resources.close();
  }
}
