package org.clipmill.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.clipmill.core.clip.ClipError;

/** The video encoders that the loaded FFmpeg has, and how each is told the wanted quality. */
public final class Encoders {
  /** The best and the worst quality: H.264's quantiser, whose step doubles every 6. */
  static final int BEST_QUALITY = 1;

  static final int WORST_QUALITY = 51;

  /** MPEG-4 part 2 stores the denominator of its clock in 16 bits. */
  private static final int LARGEST_MPEG4_CLOCK = 65_535;

  /** A clock that fits there, and in which pictures at 24, 25, 30, 50, 60 per second are whole. */
  private static final int MPEG4_CLOCK = 60_000;

  /** AV1's and VP9's quality goes from 0 to 63. */
  private static final int WORST_AV1_QUALITY = 63;

  private static final int WORST_MPEG4_QUALITY = 31;

  private Encoders() {}

  /**
   * Gives the names of the encoders that take pictures in {@code yuv420p}, sorted. Those of a GPU
   * are in it when FFmpeg knows them; whether this machine has the GPU shows when one is used.
   */
  public static List<String> available() {
    return names(codec -> true);
  }

  /** Gives those of {@link #available} that write H.264. */
  public static List<String> availableForH264() {
    return names(codec -> codec.id() == avcodec.AV_CODEC_ID_H264);
  }

  private static List<String> names(Predicate<AVCodec> wanted) {
    Ffmpeg.load();
    List<String> names = new ArrayList<>();
    try (PointerPointer<Pointer> position = new PointerPointer<>(1)) {
      position.put(0, (Pointer) null);
      AVCodec codec = avcodec.av_codec_iterate(position);
      while (codec != null && !codec.isNull()) {
        if (isVideoEncoder(codec) && takesYuv420(codec) && wanted.test(codec)) {
          names.add(codec.name().getString());
        }
        codec = avcodec.av_codec_iterate(position);
      }
    }
    names.sort(null);
    return names;
  }

  /**
   * Gives what is wrong with a setting that names an encoder, with the encoders that are there;
   * nothing if it is one of them.
   *
   * @param key the name of the setting
   */
  public static Optional<String> problem(String key, String encoder) {
    List<String> available = available();
    return available.contains(encoder)
        ? Optional.empty()
        : Optional.of(
            key
                + ": was "
                + encoder
                + "; allowed with this FFmpeg: "
                + String.join(", ", available));
  }

  /**
   * Gives the options that make an encoder keep a quality whatever the pictures cost.
   *
   * @param quality the quantiser of H.264, or what is alike in the encoder's own measure
   */
  static Map<String, String> options(String encoder, int quality) {
    String same = Integer.toString(quality);
    if (encoder.equals("libopenh264")) {
      // Its quality mode holds no quality; a bit rate it never reaches leaves the bounds to decide.
      return Map.of(
          "rc_mode",
          "bitrate",
          "b",
          "200M",
          "maxrate",
          "200M",
          "qmin",
          same,
          "qmax",
          same,
          "profile",
          "high",
          "allow_skip_frames",
          "0");
    }
    if (encoder.endsWith("_nvenc")) {
      return Map.of("rc", "constqp", "qp", same);
    }
    if (encoder.startsWith("libx26")) {
      return Map.of("crf", same);
    }
    if (encoder.contains("av1") || encoder.contains("vp")) {
      return Map.of("crf", Integer.toString(quality * WORST_AV1_QUALITY / WORST_QUALITY), "b", "0");
    }
    // MPEG-4's step is twice its quantiser, H.264's is 0.625 * 2^(quantiser / 6).
    long mpeg4 = Math.round(0.625 / 2 * Math.pow(2, quality / 6.0));
    String bounded = Long.toString(Math.max(1, Math.min(WORST_MPEG4_QUALITY, mpeg4)));
    return Map.of("flags", "+qscale", "global_quality", bounded + "*QP2LAMBDA");
  }

  /** Gives the clock for an encoder: that of the source, where the encoder can take it. */
  static AVRational clock(String encoder, AVRational source) {
    boolean isTooFine = encoder.contains("mpeg4") && source.den() > LARGEST_MPEG4_CLOCK;
    return isTooFine ? avutil.av_make_q(1, MPEG4_CLOCK) : source;
  }

  private static boolean isVideoEncoder(AVCodec codec) {
    return codec.type() == avutil.AVMEDIA_TYPE_VIDEO && avcodec.av_codec_is_encoder(codec) != 0;
  }

  private static boolean takesYuv420(AVCodec codec) {
    try (PointerPointer<IntPointer> formats = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1)) {
      int asked =
          avcodec.avcodec_get_supported_config(
              null, codec, avcodec.AV_CODEC_CONFIG_PIX_FORMAT, 0, formats, count);
      Ffmpeg.check(asked, ClipError.ENCODE_FAILED, "ask an encoder what it takes");
      IntPointer list = formats.get(IntPointer.class, 0);
      if (list == null) {
        return true;
      }
      for (int i = 0; i < count.get(); i++) {
        if (list.get(i) == avutil.AV_PIX_FMT_YUV420P) {
          return true;
        }
      }
      return false;
    }
  }
}
