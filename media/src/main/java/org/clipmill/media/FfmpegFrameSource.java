package org.clipmill.media;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.RgbFrame;

/**
 * The frames of a video file, decoded by FFmpeg, upright.
 *
 * <p>The video is FFmpeg's best video stream; cover art is none. Times are those of the container,
 * minus that of the first frame. The number of a frame is counted, and stands for its time only
 * where the frame rate does not vary.
 *
 * <p>Damage: what FFmpeg conceals is not seen here, and what precedes the first good frame is
 * passed over. What cannot be decoded after it is {@code DECODE_FAILED}. So a file that breaks off
 * gives the frames that are there and then {@code DECODE_FAILED}; only if it breaks off just
 * between two frames it ends like a whole one.
 */
public final class FfmpegFrameSource implements FrameSource {
  private final VideoDecoder video;
  private final UprightRgb pictures;
  private final ColourMatrix matrix;

  /** By which formula brightness and colour difference become red, green and blue. */
  public enum ColourMatrix {
    /** The one that the video states, else ITU-R BT.601. */
    STATED,
    /** ITU-R BT.601, whatever the video states: so OpenCV reads every video. */
    BT601
  }

  private FfmpegFrameSource(VideoDecoder video, ColourMatrix matrix) {
    this.video = video;
    this.matrix = matrix;
    this.pictures = new UprightRgb(video.frame(), Rotation.of(video.stream()));
  }

  /**
   * Opens a video before its first frame; one thread decodes.
   *
   * @throws org.clipmill.core.clip.ClipException {@code NOT_FOUND}, {@code NOT_A_VIDEO}, {@code
   *     NO_VIDEO_STREAM}, or {@code DECODE_FAILED} if no frame can be decoded
   */
  public static FfmpegFrameSource open(Path file) {
    return open(file, 1);
  }

  /**
   * Opens a video before its first frame.
   *
   * @param threads how many threads may decode; 0 lets FFmpeg choose. The frames are the same.
   * @throws org.clipmill.core.clip.ClipException as {@link #open(Path)}
   */
  public static FfmpegFrameSource open(Path file, int threads) {
    return new FfmpegFrameSource(VideoDecoder.open(file, threads), ColourMatrix.STATED);
  }

  /**
   * Opens a video before its first frame, with a choice of colours; one thread decodes.
   *
   * @throws org.clipmill.core.clip.ClipException as {@link #open(Path)}
   */
  public static FfmpegFrameSource open(Path file, ColourMatrix matrix) {
    return new FfmpegFrameSource(VideoDecoder.open(file, 1), matrix);
  }

  /**
   * Opens a video at a key frame at or before a time, at its first frame if the file cannot be
   * entered elsewhere. Times still count from the first frame of the video; numbers are then the
   * times at the nominal rate, rounded.
   *
   * @param micros the time of the first frame that is wanted; the frames before it are to be passed
   *     over by the caller
   * @throws org.clipmill.core.clip.ClipException as {@link #open(Path)}
   */
  public static FfmpegFrameSource openFrom(Path file, long micros) {
    try (NativeResources opening = new NativeResources()) {
      VideoDecoder video = opening.add(VideoDecoder.open(file, 1));
      video.skipTo(micros);
      opening.handOver();
      return new FfmpegFrameSource(video, ColourMatrix.STATED);
    }
  }

  @Override
  public int width() {
    return pictures.width();
  }

  @Override
  public int height() {
    return pictures.height();
  }

  @Override
  public FrameRate frameRate() {
    return video.frameRate();
  }

  @Override
  public boolean next() {
    return video.next();
  }

  @Override
  public long index() {
    return video.index();
  }

  @Override
  public long timeMicros() {
    return video.timeMicros();
  }

  @Override
  public RgbFrame readRgb() {
    AVFrame picture = video.frame();
    if (matrix == ColourMatrix.BT601) {
      picture.colorspace(avutil.AVCOL_SPC_SMPTE170M);
    }
    return pictures.of(picture);
  }

  /** Frees the native memory; to be called once. */
  @Override
  public void close() {
    pictures.close();
    video.close();
  }
}
