package org.clipmill.media;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * A container that is being written. Nothing in it tells when or by which version it was written,
 * so that the same frames give the same bytes.
 */
final class MovieFile implements NativeResource {
  private final Path file;
  private final AVFormatContext container;

  private MovieFile(Path file, AVFormatContext container) {
    this.file = file;
    this.container = container;
  }

  /**
   * Starts a file.
   *
   * @param name a name whose ending says which container it is to be; {@code file} may end
   *     otherwise
   * @throws ClipException {@code ENCODE_FAILED} if the ending names no container, {@code STORAGE}
   *     if the file cannot be written
   */
  static MovieFile create(Path file, String name) {
    Ffmpeg.load();
    AVOutputFormat format = avformat.av_guess_format(null, name, null);
    if (format == null || format.isNull()) {
      throw new ClipException(
          ClipError.ENCODE_FAILED, "Cannot write " + file + ": " + name + " names no container");
    }
    AVFormatContext container = new AVFormatContext(null);
    String address = Ffmpeg.address(file);
    Ffmpeg.check(
        avformat.avformat_alloc_output_context2(container, format, null, address),
        ClipError.ENCODE_FAILED,
        "write " + file);
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    MovieFile movie = new MovieFile(file, container);
    AVIOContext output = new AVIOContext(null);
    int opened = avformat.avio_open(output, address, avformat.AVIO_FLAG_WRITE);
    if (opened < 0) {
      movie.close();
    } else {
      container.pb(output);
    }
    Ffmpeg.check(opened, ClipError.STORAGE, "write " + file);
    return movie;
  }

  /** Adds a stream for what an encoder makes; all must be there before {@link #start}. */
  AVStream addStream(AVCodec encoder) {
    return avformat.avformat_new_stream(container, encoder);
  }

  /** Tells whether an encoder must hand its parameters to the container, not repeat them. */
  boolean wantsGlobalHeader() {
    return (container.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
  }

  Path file() {
    return file;
  }

  /** Writes the head; an mp4 has its index in front in the end, for readers over a network. */
  void start() {
    AVDictionary options = dictionary(Map.of("movflags", "+faststart"));
    int started = avformat.avformat_write_header(container, options);
    avutil.av_dict_free(options);
    Ffmpeg.check(started, ClipError.ENCODE_FAILED, "start " + file);
  }

  /** Writes a packet, or holds it until its place among those of the other streams is known. */
  void write(AVPacket packet) {
    Ffmpeg.check(
        avformat.av_interleaved_write_frame(container, packet),
        ClipError.STORAGE,
        "write to " + file);
  }

  /** Writes what was held back and the index; the file is complete after {@link #close}. */
  void finish() {
    Ffmpeg.check(avformat.av_write_trailer(container), ClipError.STORAGE, "finish " + file);
    avformat.avio_closep(container.pb());
    container.pb(null);
  }

  /** Gives options as FFmpeg takes them; to be freed by the caller. */
  static AVDictionary dictionary(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
    return dictionary;
  }

  @Override
  public void close() {
    AVIOContext output = container.pb();
    if (output != null && !output.isNull()) {
      avformat.avio_closep(output);
      container.pb(null);
    }
    avformat.avformat_free_context(container);
  }
}
