package org.clipmill.media;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** An opened container: which streams it has. Reading them is the work of {@link StreamDecoder}. */
final class MediaFile implements NativeResource {

  /**
   * The containers that hold video. Everything else that FFmpeg can read is refused: text, pictures
   * and subtitles are no videos, and playlists (HLS, concat) could name files and addresses of
   * their own.
   */
  private static final String CONTAINERS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,live_flv,mpegts,mpeg,mpegvideo,asf,ogg,gif,"
          + "h264,hevc,m4v,ivf,obu,mxf,nut,rm,wtv,dv,yuv4mpegpipe,mp3,wav,aac,flac,w64,aiff,ac3";

  private final Path file;
  private final AVFormatContext container;

  private MediaFile(Path file, AVFormatContext container) {
    this.file = file;
    this.container = container;
  }

  /**
   * Opens a file and looks at its streams.
   *
   * @throws ClipException {@code NOT_FOUND} if there is no such file, {@code NOT_A_VIDEO} if it is
   *     empty, damaged, or no container of video or sound
   */
  static MediaFile open(Path file) {
    Ffmpeg.load();
    if (!Files.isRegularFile(file)) {
      throw new ClipException(ClipError.NOT_FOUND, "Cannot open " + file + ": no such file");
    }
    AVFormatContext container = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
    avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
    int opened = avformat.avformat_open_input(container, Ffmpeg.address(file), null, options);
    avutil.av_dict_free(options);
    Ffmpeg.check(opened, ClipError.NOT_A_VIDEO, "read " + file + " as a container of video");
    MediaFile media = new MediaFile(file, container);
    int looked = avformat.avformat_find_stream_info(container, (AVDictionary) null);
    if (looked < 0) {
      media.close();
    }
    Ffmpeg.check(looked, ClipError.NOT_A_VIDEO, "find the streams of " + file);
    return media;
  }

  AVFormatContext container() {
    return container;
  }

  Path file() {
    return file;
  }

  /** Gives the name of the container's format, as FFmpeg calls it. */
  String format() {
    return container.iformat().name().getString();
  }

  /**
   * Gives FFmpeg's best video stream. Attached pictures (cover art) are none.
   *
   * @throws ClipException {@code NO_VIDEO_STREAM} if there is none but sound or a picture, {@code
   *     NOT_A_VIDEO} if there is nothing that can be read
   */
  AVStream video() {
    Optional<AVStream> best = best(AVMEDIA_TYPE_VIDEO).filter(stream -> !isPicture(stream));
    return best.or(this::firstVideo).orElseThrow(this::noVideo);
  }

  private ClipException noVideo() {
    boolean isReadable = audio().isPresent() || best(AVMEDIA_TYPE_VIDEO).isPresent();
    return new ClipException(
        isReadable ? ClipError.NO_VIDEO_STREAM : ClipError.NOT_A_VIDEO,
        "Cannot find a video stream in "
            + file
            + ": saw "
            + container.nb_streams()
            + " streams without moving pictures");
  }

  /** Gives FFmpeg's best sound stream. */
  Optional<AVStream> audio() {
    return best(AVMEDIA_TYPE_AUDIO);
  }

  private Optional<AVStream> best(int type) {
    int index = avformat.av_find_best_stream(container, type, -1, -1, (AVCodec) null, 0);
    return index < 0 ? Optional.empty() : Optional.of(container.streams(index));
  }

  private Optional<AVStream> firstVideo() {
    for (int i = 0; i < container.nb_streams(); i++) {
      AVStream stream = container.streams(i);
      if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && !isPicture(stream)) {
        return Optional.of(stream);
      }
    }
    return Optional.empty();
  }

  private static boolean isPicture(AVStream stream) {
    return (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  @Override
  public void close() {
    avformat.avformat_close_input(container);
  }
}
